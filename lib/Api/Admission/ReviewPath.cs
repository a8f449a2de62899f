using System.Security.Cryptography;

namespace Onair.Api.Admission;

/// <summary>
/// The paths at which the webhook reviews: <c>/TOKEN/validate/livestreams</c>. The token proves that the caller is an API server: no other
/// client reads the webhook configurations. The operator writes it there; the webhook reads it from the Secret of its serving certificate.
/// </summary>
public static class ReviewPath
{
    /// <summary>The Secret's key of the token.</summary>
    public const string TokenKey = "path-token";

    /// <summary>The Secret's key of the former tokens, one a line, while API servers may still send them.</summary>
    public const string FormerKey = "former-path-tokens";

    /// <summary>Stands among the former tokens for paths that have none, of an earlier release.</summary>
    public const string Without = "none";

    private const int Bytes = 32;

    /// <summary>A new token.</summary>
    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether a text is a token.</summary>
    public static bool IsToken(string? text) => text is { Length: 2 * Bytes } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The path at which a webhook of a configuration is reviewed, without a token.</summary>
    /// <param name="webhook">The webhook's name, e.g. <c>livestreams.onair.dev</c>.</param>
    /// <param name="mutates">Whether it is of a MutatingWebhookConfiguration.</param>
    public static string Of(string webhook, bool mutates)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        return $"/{(mutates ? "mutate" : "validate")}/{webhook.Split('.')[0]}";
    }

    /// <summary>The former tokens in the Secret.</summary>
    public static IReadOnlyList<string> Formers(string? text) =>
        [.. (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(t => t == Without || IsToken(t)).Distinct()];

    /// <summary>What a path has in front of the review's own: a token, <see cref="Without"/>, or null when it is of neither form.</summary>
    public static string? TokenOf(string? path) => (path ?? "").Split('/') switch
    {
        ["", var token, "mutate" or "validate", _] when IsToken(token) => token,
        ["", "mutate" or "validate", _] => Without,
        _ => null,
    };
}
