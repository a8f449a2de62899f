using System.Security.Cryptography;
using Onair.Api;
using Onair.Api.VideoAssets;
using Onair.Tests.Integration.Api;

namespace Onair.Tests.Integration.Telemetry;

/// <summary>A namespace with a video and a live stream, PostgreSQL, the earlier document's receiver, and replicas of the gateway.</summary>
internal sealed class TelemetryRig : IAsyncDisposable
{
    public const string Token = "token-of-the-receiver";

    private readonly ControlPlane _plane;
    private readonly List<PlayerGateway> _gateways = [];

    private TelemetryRig(ControlPlane plane, PostgresProcess postgres, EarlierReceiver receiver) => (_plane, Postgres, Receiver) = (plane, postgres, receiver);

    public string Namespace { get; } = $"telemetry-{Guid.NewGuid():N}"[..20];

    public static string TokenSecret { get; } = Convert.ToBase64String(SHA256.HashData("links"u8));

    public PostgresProcess Postgres { get; }

    public EarlierReceiver Receiver { get; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 });

    public string Video => $"/watch/{Namespace}/videoassets/talk";

    public string Stream => $"/watch/{Namespace}/livestreams/keynote";

    public static async Task<TelemetryRig> StartAsync(ControlPlane plane)
    {
        var rig = new TelemetryRig(plane, await PostgresProcess.StartNewAsync(), await EarlierReceiver.StartNewAsync());
        await ServedCrds.EnsureAsync(plane);
        await plane.KubectlAsync("create", "namespace", rig.Namespace);
        await rig.CreateVideoAsync();
        await rig.CreateStreamAsync();
        return rig;
    }

    /// <summary>A replica that stores and delivers.</summary>
    public async Task<PlayerGateway> StartGatewayAsync(params (string Name, string Value)[] settings)
    {
        var gateway = await PrepareGatewayAsync(settings);
        await gateway.ReportsAsync(Http);
        return gateway;
    }

    /// <summary>A replica that is ready, and may be without PostgreSQL.</summary>
    public async Task<PlayerGateway> PrepareGatewayAsync(params (string Name, string Value)[] settings)
    {
        var gateway = new PlayerGateway(_plane.KubeconfigPath, Namespace,
        [
            ("Telemetry__Database", Postgres.ConnectionString), ("DOWNSTREAM_SERVICE_ENABLED", "true"), ("DOWNSTREAM_SERVICE_URL", Receiver.Url), ("DOWNSTREAM_SERVICE_TOKEN", Token),
            ("DOWNSTREAM_SERVICE_TIMEOUT", "5"), ("DOWNSTREAM_SERVICE_RETRY_ATTEMPTS", "2"), .. settings,
        ]);
        _gateways.Add(gateway);
        await gateway.StartAsync(Http);
        return gateway;
    }

    public Task<WatchedPage> OpenAsync(PlayerGateway gateway, string path) => WatchedPage.OpenAsync(Http, gateway.Url, path);

    /// <summary>Returns when the receiver has so many objects of a session, and says what it has.</summary>
    public async Task<IReadOnlyList<System.Text.Json.Nodes.JsonObject>> ReceivesAsync(string session, int count, int seconds = 60)
    {
        await Eventually.ShouldBeAsync(
            () => Task.FromResult(Receiver.Of(session).Count >= count), () => $"{count} objects arrive, not {Receiver.Of(session).Count}; the gateway said:\n{_gateways[^1].Log}", seconds: seconds);
        return Receiver.Of(session);
    }

    /// <summary>A number that PostgreSQL returns.</summary>
    public async Task<long> CountAsync(string sql) => long.Parse(await Postgres.QueryAsync($"SET search_path TO onair_telemetry; {sql}") is var text && text.StartsWith("SET", StringComparison.Ordinal) ? text[3..].Trim() : text, System.Globalization.CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways) await gateway.DisposeAsync();
        await Receiver.DisposeAsync();
        await Postgres.DisposeAsync();
        Http.Dispose();
        await _plane.KubectlAsync("delete", "namespace", Namespace, "--wait=false");
    }

    private async Task CreateVideoAsync()
    {
        await _plane.Client.CreateAsync(OnairResources.VideoAssets, new VideoAsset
        {
            Metadata = new() { Name = "talk", NamespaceProperty = Namespace },
            Spec = new()
            {
                ProviderRef = new() { Name = "mux" },
                Source = new() { Url = "https://media.example.com/talk.mp4" },
                Title = "Sample Video",
                Description = "Video description",
                Chapters = [new() { Title = "Chapter 1", StartSeconds = 0, EndSeconds = 60 }],
            },
        });
        await StatusPatch.ApplyAsync(_plane, $"namespaces/{Namespace}/videoassets/talk",
            """
            {"status":{"state":"Ready","assetId":"asset-7","playback":{"id":"p","url":"https://stream.mux.com/p.m3u8"},"readyAt":"2026-01-01T00:00:00Z",
             "media":{"durationSeconds":120,"resolution":"1920x1080","frameRate":30,"bitrate":5000,"bytes":1048576,"format":"mp4","videoCodec":"h264"}}}
            """);
    }

    private async Task CreateStreamAsync()
    {
        await _plane.Client.CreateAsync(OnairResources.LiveStreams, new()
        {
            Metadata = new() { Name = "keynote", NamespaceProperty = Namespace },
            Spec = new() { ProviderRef = new() { Name = "account" } },
        });
        await StatusPatch.ApplyAsync(_plane, $"namespaces/{Namespace}/livestreams/keynote",
            """
            {"status":{"playback":{"url":"https://origin.mediapackage.example/out/index.m3u8"},"currentSessionId":"s1",
             "sessions":[{"id":"s1","archivePath":"s3://recordings/1","startedAt":"2026-01-01T00:00:00Z","runningAt":"2026-01-01T00:01:00Z"}]}}
            """);
    }
}
