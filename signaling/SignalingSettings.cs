using Onair.Hosting.Settings;
using Onair.Postgres;

namespace Onair.Signaling;

/// <summary>The signaling service's validated settings: configuration section <c>Signaling</c>, environment <c>Signaling__…</c>.</summary>
public sealed record SignalingSettings
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Signaling";

    private const int ShortestToken = 16;

    /// <summary>Port for pages and for the sites' servers, without TLS: an Ingress terminates it.</summary>
    public required int Port { get; init; }

    /// <summary>Port for the operator, the kubelet and Prometheus.</summary>
    public required int ManagementPort { get; init; }

    /// <summary>Connection string of PostgreSQL.</summary>
    public required string Database { get; init; }

    /// <summary>The token that the operator sends.</summary>
    public required string OperatorToken { get; init; }

    /// <summary>A file with a list of BroadcastSites, to run without Kubernetes; null: Kubernetes has them.</summary>
    public string? SitesFile { get; init; }

    /// <summary>The one namespace whose sites are served; null for all.</summary>
    public string? WatchNamespace { get; init; }

    /// <summary>Whether the Secrets that sites name must have the label <c>onair.dev/readable=true</c>.</summary>
    public bool RequireSecretLabel { get; init; } = true;

    /// <summary>With a file of sites, the folder of their Secrets: <c>namespace/name/key</c>.</summary>
    public string? SecretsFolder { get; init; }

    /// <summary>Networks besides the public ones that keys of tokens may be fetched from.</summary>
    public IReadOnlyList<string> AllowedCidrs { get; init; } = [];

    /// <summary>Networks of proxies whose <c>X-Forwarded-For</c> is believed.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>URLs of the chart's TURN server; empty: there is none.</summary>
    public IReadOnlyList<string> TurnUrls { get; init; } = [];

    /// <summary>The secret that the chart's TURN server shares with this service.</summary>
    public string TurnSecret { get; init; } = "";

    /// <summary>How many sockets one address may have on one site.</summary>
    public int SocketsPerAddress { get; init; } = 100;

    /// <summary>How many sockets one address may open on one site in a minute.</summary>
    public int NewSocketsPerMinute { get; init; } = 300;

    /// <summary>How many sockets this replica takes.</summary>
    public int MostSockets { get; init; } = 10_000;

    /// <summary>How many messages a second one socket may send in the long run.</summary>
    public int MessagesPerSecond { get; init; } = 30;

    /// <summary>How many <c>hello</c>, <c>broadcast</c> and <c>watch</c> one participant may send at once.</summary>
    public int RequestBurst { get; init; } = 10;

    /// <summary>How long a participant may be gone.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it keeps answering after SIGTERM, until proxies send it no more requests.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Reads the settings; <paramref name="all"/> collects the errors in them.</summary>
    public static SignalingSettings Read(SettingsReader all)
    {
        var settings = all.In(Section);
        return new()
        {
            Port = settings.Port(nameof(Port), 8080),
            ManagementPort = settings.Port(nameof(ManagementPort), 8081),
            Database = DatabaseOf(settings),
            OperatorToken = TokenOf(settings),
            SitesFile = settings.Text(nameof(SitesFile)),
            WatchNamespace = settings.Text(nameof(WatchNamespace)),
            RequireSecretLabel = settings.Flag(nameof(RequireSecretLabel), fallback: true),
            SecretsFolder = settings.Text(nameof(SecretsFolder)),
            AllowedCidrs = settings.Networks(nameof(AllowedCidrs)),
            TrustedProxies = settings.Networks(nameof(TrustedProxies)),
            TurnUrls = settings.Texts(nameof(TurnUrls)),
            TurnSecret = settings.Secret(nameof(TurnSecret)),
            SocketsPerAddress = settings.Number(nameof(SocketsPerAddress), 100, 1, 100_000),
            NewSocketsPerMinute = settings.Number(nameof(NewSocketsPerMinute), 300, 1, 1_000_000),
            MostSockets = settings.Number(nameof(MostSockets), 10_000, 1, 1_000_000),
            MessagesPerSecond = settings.Number(nameof(MessagesPerSecond), 30, 1, 100_000),
            RequestBurst = settings.Number(nameof(RequestBurst), 10, 1, 1_000_000),
            Grace = TimeSpan.FromSeconds(settings.Number("GraceSeconds", 30, 3, 600)),
            Drain = TimeSpan.FromSeconds(settings.Number("DrainSeconds", 5, 0, 25)),
        };
    }

    private static string DatabaseOf(SettingsReader settings)
    {
        var text = settings.Secret(nameof(Database));
        if (!DatabaseOptions.IsConnectionString(text)) settings.WrongSecret(nameof(Database), DatabaseOptions.Rule);
        return text;
    }

    private static string TokenOf(SettingsReader settings)
    {
        var token = settings.Secret(nameof(OperatorToken));
        if (token.Length < ShortestToken) settings.WrongSecret(nameof(OperatorToken), $"must have at least {ShortestToken} characters");
        return token;
    }
}
