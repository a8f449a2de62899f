using System.Globalization;
using Onair.Api.EventSinks;
using Onair.Api.Rules;

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
    /// <param name="variable">Returns the value of a variable; null when it is not set.</param>
    /// <param name="allowedCidrs">Networks besides the public ones that the receiver may be in.</param>
    /// <param name="errors">All errors.</param>
    public static DefaultSinkSettings? Read(Func<string, string?> variable, IReadOnlyList<string> allowedCidrs, out IReadOnlyList<Violation> errors)
    {
        var reader = new Reader(variable);
        if (!reader.Flag("ENABLED", false))
        {
            errors = reader.Errors;
            return errors.Count == 0 ? new(null, null) : null;
        }

        var spec = new EventSinkSpec
        {
            Url = reader.Text("URL") ?? "",
            Format = reader.Word("FORMAT", EventFormat.Plain),
            TimeoutSeconds = reader.Number("TIMEOUT", 10, 1, 60),
            RetryAttempts = reader.Number("RETRY_ATTEMPTS", 3, 0, 50),
            BatchSize = reader.Number("BATCH_SIZE", 100, 1, 100),
            Plain = new() { Analytics = reader.Flag("ENABLE_ANALYTICS", true), Events = reader.Flag("ENABLE_EVENTS", true) },
            AllNamespaces = true,
        };
        var token = reader.Token("TOKEN");
        if (token is not null) spec.TokenSecretRef = new() { Name = SecretName, Key = SecretKey };
        reader.Errors.AddRange(UrlErrors(spec, allowedCidrs));
        errors = reader.Errors;
        return errors.Count == 0 ? new(spec, token) : null;
    }

    // The rest of the spec is set here, and breaks no rule.
    private static IEnumerable<Violation> UrlErrors(EventSinkSpec spec, IReadOnlyList<string> allowedCidrs) =>
        spec.Url.Length == 0
            ? [new($"{Prefix}URL", null, "must be an absolute http or https URL")]
            : EventSinkRules.Check(new(new() { Spec = spec }) { AllowedCidrs = allowedCidrs }).Select(v => v with { Field = $"{Prefix}URL" });

    private sealed class Reader(Func<string, string?> variable)
    {
        public List<Violation> Errors { get; } = [];

        public string? Text(string name) => variable(Prefix + name)?.Trim() is { Length: > 0 } text ? text : null;

        /// <summary>Never repeated in an error.</summary>
        public string? Token(string name)
        {
            var token = Text(name);
            if (token?.All(c => c is > ' ' and < '\x7f') == false) Wrong(name, "…", "must consist of printable ASCII characters without spaces");
            return token;
        }

        public bool Flag(string name, bool fallback)
        {
            switch (Text(name)?.ToUpperInvariant())
            {
                case null: return fallback;
                case "TRUE" or "1" or "YES" or "ON": return true;
                case "FALSE" or "0" or "NO" or "OFF": return false;
                default:
                    Wrong(name, Text(name)!, "must be true or false");
                    return fallback;
            }
        }

        public int Number(string name, int fallback, int least, int most)
        {
            if (Text(name) is not { } text) return fallback;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
            Wrong(name, text, $"must be a whole number from {least} to {most}");
            return fallback;
        }

        public T Word<T>(string name, T fallback)
            where T : struct, Enum
        {
            if (Text(name) is not { } text) return fallback;
            if (Enum.GetNames<T>().FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } word) return Enum.Parse<T>(word);
            Wrong(name, text, $"must be one of {string.Join(", ", Enum.GetNames<T>())}");
            return fallback;
        }

        private void Wrong(string name, string value, string rule) => Errors.Add(new(Prefix + name, value, rule));
    }
}
