using Onair.Api.EventSinks;
using Onair.Api.Rules;
using Onair.Hosting.Settings;

namespace Onair.Events.Sinks;

/// <summary>A receiver as the environment declares it, by the names of an earlier service: <c>DOWNSTREAM_SERVICE_URL</c> and so on.</summary>
/// <param name="Spec">How it wants events.</param>
/// <param name="Token">The bearer token; null for none.</param>
public sealed record DownstreamSettings(EventSinkSpec Spec, string? Token)
{
    /// <summary>The start of all names.</summary>
    public const string Prefix = "DOWNSTREAM_SERVICE_";

    /// <summary>Reads the settings; null when there is no receiver, or there are errors, which <paramref name="settings"/> collects.</summary>
    /// <param name="settings">The settings below <see cref="Prefix"/>.</param>
    /// <param name="allowedCidrs">Networks besides the public ones that the receiver may be in.</param>
    public static DownstreamSettings? Read(SettingsReader settings, IReadOnlyList<string> allowedCidrs)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var errors = settings.Errors.Count;
        if (!settings.Flag("ENABLED", false)) return null;

        var spec = new EventSinkSpec
        {
            Url = settings.Text("URL") ?? "",
            Format = settings.Word("FORMAT", EventFormat.Plain),
            TimeoutSeconds = settings.Number("TIMEOUT", 10, 1, 60),
            RetryAttempts = settings.Number("RETRY_ATTEMPTS", 3, 0, 50),
            BatchSize = settings.Number("BATCH_SIZE", 100, 1, 100),
            Plain = new() { Analytics = settings.Flag("ENABLE_ANALYTICS", true), Events = settings.Flag("ENABLE_EVENTS", true) },
        };
        var token = settings.Text("TOKEN");
        if (token?.All(c => c is > ' ' and < '\x7f') == false) settings.WrongSecret("TOKEN", "must consist of printable ASCII characters without spaces");
        foreach (var error in UrlErrors(spec, allowedCidrs)) settings.Wrong("URL", error.Value, error.Rule);
        return settings.Errors.Count == errors ? new(spec, token) : null;
    }

    // The rest of the spec is set here, and breaks no rule.
    private static IEnumerable<Violation> UrlErrors(EventSinkSpec spec, IReadOnlyList<string> allowedCidrs) =>
        spec.Url.Length == 0
            ? [new("", null, "must be an absolute http or https URL")]
            : EventSinkRules.Check(new(new() { Spec = spec }) { AllowedCidrs = allowedCidrs });
}
