using Onair.Api.EventSinks;
using Onair.Events.Sinks;
using Onair.Hosting.Settings;

namespace Onair.Operator.EventSinks;

/// <summary>The default sink as the environment declares it: <c>DOWNSTREAM_SERVICE_ENABLED</c>, <c>_URL</c>, <c>_TOKEN</c> and so on.</summary>
/// <param name="Spec">The spec of the EventSink; null for no EventSink.</param>
/// <param name="Token">The token in its Secret; null for no Secret.</param>
internal sealed record DefaultSinkSettings(EventSinkSpec? Spec, string? Token)
{
    public const string Prefix = DownstreamSettings.Prefix;

    /// <summary>Name of the EventSink.</summary>
    public const string SinkName = "downstream";

    /// <summary>Name of the Secret with its token.</summary>
    public const string SecretName = "downstream-token";

    /// <summary>Key in the Secret.</summary>
    public const string SecretKey = "token";

    /// <summary>Reads the settings, or returns null and all errors, each with variable, value and rule.</summary>
    /// <param name="configuration">Has the variables.</param>
    /// <param name="allowedCidrs">Networks besides the public ones that the receiver may be in.</param>
    /// <param name="errors">All errors.</param>
    public static DefaultSinkSettings? Read(IConfiguration configuration, IReadOnlyList<string> allowedCidrs, out IReadOnlyList<string> errors)
    {
        var settings = new SettingsReader(configuration, Prefix);
        errors = settings.Errors;
        if (DownstreamSettings.Read(settings, allowedCidrs) is not { } downstream) return errors.Count == 0 ? new(null, null) : null;
        var (spec, token) = downstream;
        spec.AllNamespaces = true;
        if (token is not null) spec.TokenSecretRef = new() { Name = SecretName, Key = SecretKey };
        return new(spec, token);
    }
}
