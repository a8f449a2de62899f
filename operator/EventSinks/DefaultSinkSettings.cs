using Onair.Api.EventSinks;
using Onair.Api.Rules;
using Onair.Hosting.Settings;

namespace Onair.Operator.EventSinks;

/// <summary>The default sink as the environment declares it: <c>DOWNSTREAM_SERVICE_ENABLED</c>, <c>_URL</c>, <c>_TOKEN</c> and so on.</summary>
/// <param name="Spec">The spec of the EventSink; null for no EventSink.</param>
/// <param name="Token">The token in its Secret; null for no Secret.</param>
internal sealed record DefaultSinkSettings(EventSinkSpec? Spec, string? Token)
{
    public const string Prefix = "DOWNSTREAM_SERVICE_";

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
        if (!settings.Flag("ENABLED", false)) return errors.Count == 0 ? new(null, null) : null;

        var spec = new EventSinkSpec
        {
            Url = settings.Text("URL") ?? "",
            Format = settings.Word("FORMAT", EventFormat.Plain),
            TimeoutSeconds = settings.Number("TIMEOUT", 10, 1, 60),
            RetryAttempts = settings.Number("RETRY_ATTEMPTS", 3, 0, 50),
            BatchSize = settings.Number("BATCH_SIZE", 100, 1, 100),
            Plain = new() { Analytics = settings.Flag("ENABLE_ANALYTICS", true), Events = settings.Flag("ENABLE_EVENTS", true) },
            AllNamespaces = true,
        };
        var token = settings.Text("TOKEN");
        if (token?.All(c => c is > ' ' and < '\x7f') == false) settings.WrongSecret("TOKEN", "must consist of printable ASCII characters without spaces");
        if (token is not null) spec.TokenSecretRef = new() { Name = SecretName, Key = SecretKey };
        foreach (var error in UrlErrors(spec, allowedCidrs)) settings.Wrong("URL", error.Value, error.Rule);
        return errors.Count == 0 ? new(spec, token) : null;
    }

    // The rest of the spec is set here, and breaks no rule.
    private static IEnumerable<Violation> UrlErrors(EventSinkSpec spec, IReadOnlyList<string> allowedCidrs) =>
        spec.Url.Length == 0
            ? [new("", null, "must be an absolute http or https URL")]
            : EventSinkRules.Check(new(new() { Spec = spec }) { AllowedCidrs = allowedCidrs });
}
