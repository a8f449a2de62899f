using Onair.Gateway.Tokens;
using Onair.Hosting.Settings;

namespace Onair.Gateway.KeyServer;

/// <summary>Validated settings of the key server: configuration section <c>KeyServer</c>, environment <c>KeyServer__…</c>.</summary>
public sealed record KeyServerSettings
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "KeyServer";

    /// <summary>The port when none is set.</summary>
    public const int UsualPort = 8080;

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

    /// <summary>Reads the settings; <paramref name="all"/> collects the errors in them.</summary>
    public static KeyServerSettings Read(SettingsReader all)
    {
        var settings = all.In(Section);
        return new()
        {
            MasterSecret = Base64Secret.Read(settings, nameof(MasterSecret)),
            TokenSecret = Base64Secret.Read(settings, nameof(TokenSecret)),
            CallerSecret = CallerSecretOf(settings),
            PublicUrl = settings.BaseUrl(nameof(PublicUrl)),
            Port = settings.Port(nameof(Port), UsualPort),
            SpekePort = settings.Port(nameof(SpekePort), 8081),
        };
    }

    private static string CallerSecretOf(SettingsReader settings)
    {
        var secret = settings.Secret(nameof(CallerSecret));
        // A header does not carry other characters unchanged, so the comparison would always fail.
        if (secret.Length < CallerSecretLength || secret.Any(c => c is <= ' ' or > '~'))
            settings.WrongSecret(nameof(CallerSecret), $"must be at least {CallerSecretLength} printable ASCII characters without spaces");
        return secret;
    }
}
