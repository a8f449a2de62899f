using Onair.Events.Signing;
using Onair.Events.Sinks;
using Onair.Gateway.Requests;
using Onair.Hosting.Settings;
using Onair.Postgres;

namespace Onair.Gateway.Telemetry;

/// <summary>Validated settings of telemetry: configuration section <c>Telemetry</c>, environment <c>Telemetry__…</c>, and <c>DOWNSTREAM_SERVICE_…</c>.</summary>
public sealed record TelemetrySettings
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Telemetry";

    private const int LongestRetention = 400;

    /// <summary>Connection string of PostgreSQL.</summary>
    public required string Database { get; init; }

    /// <summary>The schema of its tables.</summary>
    public string Schema { get; init; } = "onair_telemetry";

    /// <summary>How many days events are kept.</summary>
    public int RetentionDays { get; init; } = 30;

    /// <summary>How many days events are kept that the receiver has not accepted: after that they are dropped.</summary>
    public int UndeliveredDays { get; init; } = 60;

    /// <summary>Whether viewers' addresses are kept and sent as they are.</summary>
    public bool FullAddresses { get; init; }

    /// <summary>Whether requests for media say which session they are of, as CMCD.</summary>
    public bool Cmcd { get; init; } = true;

    /// <summary>Networks of proxies whose <c>X-Forwarded-For</c> is believed.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>Networks besides the public ones that the receiver may be in.</summary>
    public IReadOnlyList<string> AllowedCidrs { get; init; } = [];

    /// <summary>Events per second of a session in the long run.</summary>
    public double SessionEventsPerSecond { get; init; } = 5;

    /// <summary>Events per second of an address in the long run.</summary>
    public double AddressEventsPerSecond { get; init; } = 200;

    /// <summary>Who gets the events; null for nobody.</summary>
    public DownstreamSettings? Downstream { get; init; }

    /// <summary>What requests to the receiver are signed with; empty for no signature.</summary>
    internal IReadOnlyList<byte[]> SigningKeys { get; init; } = [];

    /// <summary>Reads the settings; null when telemetry is off. <paramref name="all"/> collects the errors in them.</summary>
    public static TelemetrySettings? Read(SettingsReader all, bool hasPlayer)
    {
        ArgumentNullException.ThrowIfNull(all);
        var settings = all.In(Section);
        if (!settings.Flag("Enabled", fallback: false)) return null;
        if (!hasPlayer) settings.Wrong("Enabled", "true", "needs Player__Enabled: the player's pages report");
        var database = settings.Secret(nameof(Database));
        if (!DatabaseOptions.IsConnectionString(database)) settings.WrongSecret(nameof(Database), DatabaseOptions.Rule);
        var usual = new TelemetrySettings { Database = database };
        var retention = settings.Number(nameof(RetentionDays), usual.RetentionDays, 1, LongestRetention);
        var cidrs = settings.Networks(nameof(AllowedCidrs));
        var downstream = all.Prefixed(DownstreamSettings.Prefix);
        return usual with
        {
            Schema = SchemaOf(settings) ?? usual.Schema,
            RetentionDays = retention,
            UndeliveredDays = settings.Number(nameof(UndeliveredDays), retention * 2, retention, LongestRetention * 2),
            FullAddresses = settings.Flag(nameof(FullAddresses), usual.FullAddresses),
            Cmcd = settings.Flag(nameof(Cmcd), usual.Cmcd),
            TrustedProxies = settings.Networks(nameof(TrustedProxies)),
            AllowedCidrs = cidrs,
            SessionEventsPerSecond = settings.Amount(nameof(SessionEventsPerSecond), usual.SessionEventsPerSecond, 1000),
            AddressEventsPerSecond = settings.Amount(nameof(AddressEventsPerSecond), usual.AddressEventsPerSecond, 100_000),
            Downstream = DownstreamSettings.Read(downstream, cidrs),
            SigningKeys = KeysOf(downstream),
        };
    }

    private static string? SchemaOf(SettingsReader settings)
    {
        var text = settings.Text(nameof(Schema));
        if (text is not null && (text.Length > 63 || !char.IsAsciiLetterLower(text[0]) || !text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')))
            settings.Wrong(nameof(Schema), Shown.Text(text), "must be 1 to 63 lowercase letters, digits and '_', with a letter at its start");
        return text;
    }

    private static IReadOnlyList<byte[]> KeysOf(SettingsReader settings)
    {
        const string name = "SIGNING_SECRET";
        if (settings.Secret(name) is not { Length: > 0 } text) return [];
        try
        {
            return WebhookSignature.Keys(text);
        }
        catch (FormatException e)
        {
            settings.WrongSecret(name, e.Message);
            return [];
        }
    }
}
