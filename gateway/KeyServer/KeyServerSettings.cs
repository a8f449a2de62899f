using System.Buffers.Text;
using System.Globalization;

namespace Onair.Gateway.KeyServer;

/// <summary>Validated settings of the key server: configuration section <c>KeyServer</c>, environment <c>KeyServer__…</c>.</summary>
public sealed record KeyServerSettings
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "KeyServer";

    private const int SecretBytes = 32;
    private const int CallerSecretLength = 16;

    /// <summary>The secret that every content key is derived from.</summary>
    public required byte[] MasterSecret { get; init; }

    /// <summary>The secret that viewers' tokens are signed with.</summary>
    public required byte[] TokenSecret { get; init; }

    /// <summary>The value that a packager sends in <see cref="SpekeEndpoint.SecretHeader"/>.</summary>
    public required string CallerSecret { get; init; }

    /// <summary>Base of the key URIs in the playlists, without a slash at the end.</summary>
    public required string PublicUrl { get; init; }

    /// <summary>Where viewers fetch keys.</summary>
    public required int Port { get; init; }

    /// <summary>Where packagers ask for keys.</summary>
    public required int SpekePort { get; init; }

    /// <summary>The settings, or null and a list of errors. An error names the field and the rule, never the value, which may be a secret.</summary>
    public static KeyServerSettings? Read(IConfigurationSection section, out IReadOnlyList<string> errors)
    {
        var wrong = new List<string>();
        var settings = new KeyServerSettings
        {
            MasterSecret = Secret(nameof(MasterSecret)),
            TokenSecret = Secret(nameof(TokenSecret)),
            CallerSecret = section[nameof(CallerSecret)] ?? "",
            PublicUrl = (section[nameof(PublicUrl)] ?? "").TrimEnd('/'),
            Port = PortOf(nameof(Port), 8080),
            SpekePort = PortOf(nameof(SpekePort), 8081),
        };
        // A header does not carry other characters unchanged, so the comparison would always fail.
        if (settings.CallerSecret.Length < CallerSecretLength || settings.CallerSecret.Any(c => c is <= ' ' or > '~'))
            Wrong(nameof(CallerSecret), $"must be at least {CallerSecretLength} printable ASCII characters without spaces");
        if (!IsBaseUrl(settings.PublicUrl))
            Wrong(nameof(PublicUrl), "must be an http or https URL without user, query and fragment");
        if (settings.Port == settings.SpekePort)
            Wrong(nameof(SpekePort), $"must not be the same as {Section}:{nameof(Port)}");
        errors = wrong;
        return wrong.Count == 0 ? settings : null;

        byte[] Secret(string field)
        {
            var text = section[field] ?? "";
            var bytes = Base64.IsValid(text) ? Convert.FromBase64String(text) : [];
            if (bytes.Length < SecretBytes) Wrong(field, $"must be base64 of at least {SecretBytes} bytes");
            return bytes;
        }

        int PortOf(string field, int fallback)
        {
            if (section[field] is not { Length: > 0 } text) return fallback;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535) return port;
            Wrong(field, "must be a port from 1 to 65535");
            return fallback;
        }

        void Wrong(string field, string rule) => wrong.Add($"{Section}:{field} {rule} (environment: {Section}__{field})");
    }

    private static bool IsBaseUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url.UserInfo.Length == 0 && !text.Contains('?', StringComparison.Ordinal) && !text.Contains('#', StringComparison.Ordinal);
}
