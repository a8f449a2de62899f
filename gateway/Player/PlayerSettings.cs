using Onair.Gateway.Relays;
using Onair.Gateway.Requests;
using Onair.Gateway.Tokens;
using Onair.Hosting.Settings;

namespace Onair.Gateway.Player;

/// <summary>Validated settings of the player: configuration section <c>Player</c>, environment <c>Player__…</c>.</summary>
public sealed record PlayerSettings
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Player";

    private const string UsualAncestor = "self";

    /// <summary>Who may watch.</summary>
    internal PlayerAccess Access { get; init; } = PlayerAccess.Signed;

    /// <summary>The secret that the tokens of links are signed with. With public access it may be empty: then no link plays a URL.</summary>
    public byte[] TokenSecret { get; init; } = [];

    /// <summary>The one namespace that is served; null for all.</summary>
    public string? WatchNamespace { get; init; }

    /// <summary>The namespace of VideoAssets that a path names without one.</summary>
    public string DefaultNamespace { get; init; } = "default";

    /// <summary>The pages that may embed the player: origins, <c>self</c>, or <c>*</c>; empty for none.</summary>
    public IReadOnlyList<string> FrameAncestors { get; init; } = [UsualAncestor];

    /// <summary>Origins that playlists refer to, besides their own.</summary>
    public IReadOnlyList<string> MediaOrigins { get; init; } = [];

    /// <summary>Networks besides public addresses that the URLs of links may be in.</summary>
    public IReadOnlyList<string> AllowedCidrs { get; init; } = [];

    /// <summary>The relays for streams that browsers cannot play; null without.</summary>
    public RelaySettings? Relay { get; init; }

    /// <summary>Reads the settings; null when the player is off. <paramref name="all"/> collects the errors in them.</summary>
    /// <param name="all">The settings.</param>
    /// <param name="streamApi">The stream API, which shares the caches; null when it is off.</param>
    public static PlayerSettings? Read(SettingsReader all, StreamApiSettings? streamApi)
    {
        var settings = all.In(Section);
        if (!settings.Flag("Enabled", fallback: false)) return null;
        var usual = new PlayerSettings();
        var access = settings.Word(nameof(Access), usual.Access);
        return new()
        {
            Access = access,
            TokenSecret = access == PlayerAccess.Signed || settings.Secret(nameof(TokenSecret)).Length > 0 ? Base64Secret.Read(settings, nameof(TokenSecret)) : [],
            WatchNamespace = WatchNamespaceOf(settings, streamApi),
            DefaultNamespace = NamespaceOf(settings, nameof(DefaultNamespace)) ?? usual.DefaultNamespace,
            FrameAncestors = AncestorsOf(settings) ?? usual.FrameAncestors,
            Relay = RelaySettings.Read(settings),
            AllowedCidrs = settings.Networks(nameof(AllowedCidrs)),
            MediaOrigins = settings.Texts(nameof(MediaOrigins), text => Origins.IsOrigin(text) ? null : Origins.Rule),
        };
    }

    // Both features read the same caches, which cannot follow two sets of namespaces.
    private static string? WatchNamespaceOf(SettingsReader settings, StreamApiSettings? streamApi)
    {
        var ns = NamespaceOf(settings, nameof(WatchNamespace)) ?? streamApi?.WatchNamespace;
        if (streamApi is not null && ns != streamApi.WatchNamespace)
            settings.Wrong(nameof(WatchNamespace), ns, $"must be the same as {StreamApiSettings.Section}__{nameof(WatchNamespace)}, or absent");
        return ns;
    }

    private static IReadOnlyList<string>? AncestorsOf(SettingsReader settings)
    {
        var texts = settings.Texts(nameof(FrameAncestors), AncestorRule);
        if (texts.Count == 0) return null;
        if (texts.Count > 1 && texts.Any(t => t is "none" or "*")) settings.Wrong(nameof(FrameAncestors), string.Join(' ', texts), "'none' and '*' must be alone");
        return texts is ["none"] ? [] : texts;
    }

    private static string? AncestorRule(string text) =>
        text is "self" or "none" or "*" || Origins.IsOrigin(text) ? null : $"must be 'self', 'none', '*', or an origin: it {Origins.Rule}";

    private static string? NamespaceOf(SettingsReader settings, string name)
    {
        var text = settings.Text(name);
        if (text is not null && TextRules.Namespace(text) is { } rule) settings.Wrong(name, text, rule);
        return text;
    }
}
