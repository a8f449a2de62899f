using Microsoft.Extensions.Logging.Abstractions;
using Onair.Events;
using Onair.Events.Data;
using Onair.Gateway.Audience;
using Onair.Gateway.Telemetry;
using Onair.Gateway.Telemetry.Store;

namespace Onair.Tests.Integration.Telemetry;

/// <summary>A replica's store of events and its audience in this process, with a PostgreSQL of its own.</summary>
internal sealed class StoreRig : IAsyncDisposable
{
    private readonly PostgresProcess _postgres;
    private readonly TelemetrySettings _settings;

    private StoreRig(PostgresProcess postgres, TelemetrySettings settings)
    {
        (_postgres, _settings) = (postgres, settings);
        Database = new(settings, TimeProvider.System, NullLogger<TelemetryDatabase>.Instance);
        Keeper = NewKeeper();
        Store = new(Database, settings, TimeProvider.System);
    }

    public TelemetryDatabase Database { get; }

    public Keeper Keeper { get; }

    public EventStore Store { get; }

    public static async Task<StoreRig> StartAsync(Func<TelemetrySettings, TelemetrySettings>? change = null)
    {
        var postgres = await PostgresProcess.StartNewAsync();
        var settings = new TelemetrySettings { Database = postgres.ConnectionString };
        var rig = new StoreRig(postgres, change?.Invoke(settings) ?? settings);
        await rig.Keeper.LookAsync(CancellationToken.None);
        return rig;
    }

    /// <summary>A keeper that has swept nothing yet.</summary>
    public Keeper NewKeeper() => new(Database, _settings, TimeProvider.System, NullLogger<Keeper>.Instance);

    /// <summary>The counter of a replica.</summary>
    public AudienceCounter NewCounter() => new(Database, TimeProvider.System, NullLogger<AudienceCounter>.Instance);

    /// <summary>The audience, without what a reader has remembered.</summary>
    public Task<AudienceBody> ReadAsync(string watchedId) => new AudienceReader(Database, TimeProvider.System).ReadAsync(watchedId, CancellationToken.None);

    /// <summary>What a page of a stream shows.</summary>
    public static Watched Stream(string id) => new(
        $"talks/livestreams/{id}", $"/apis/onair.dev/v1alpha1/namespaces/talks/livestreams/{id}", new() { Id = id, Title = id, Url = "https://a.example/a.m3u8", StreamType = "hls_stream", Live = true });

    public async Task ReportAsync(SessionId session, Watched watched, params ViewerEvent[] events) =>
        (await Store.StoreAsync(session, watched.Subject, watched, new("Firefox", "198.51.100.0", "k"), events, CancellationToken.None)).Outcome.ShouldBe(StoreOutcome.Stored);

    public static SessionId NewSession() => SessionId.New(TimeProvider.System.GetUtcNow());

    public static ViewerEvent Event(int number, string name, ViewFigures? figures = null) => new(number, name, TimeProvider.System.GetUtcNow(), new() { Figures = figures });

    public static ViewerEvent Figures(int number, double played, double waited, double? startup = null, double? latency = null) => Event(
        number, PlayerEventTypes.Performance, new() { ViewDuration = played, RebufferSeconds = waited, StartupSeconds = startup, LatencySeconds = latency, UserEngagement = "high" });

    /// <summary>Runs SQL in the schema of telemetry.</summary>
    public Task<string> QueryAsync(string sql) => _postgres.QueryAsync(sql);

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        Keeper.Dispose();
        await Database.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}
