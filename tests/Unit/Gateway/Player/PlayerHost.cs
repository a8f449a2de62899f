using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Onair.Gateway;
using Onair.Gateway.Player;
using Onair.Guard;
using Onair.Hosting.Settings;
using Onair.Kubernetes.Client;

namespace Onair.Tests.Unit.Gateway.Player;

/// <summary>The gateway with its player alone, with an API server of the test's that has objects in namespace talks.</summary>
internal sealed class PlayerHost : IAsyncDisposable
{
    public const string SplitUid = "11110000-0000-4000-8000-000000000002";

    public const string AssetUid = "11110000-0000-4000-8000-000000000001";

    private readonly KubernetesClient _client;
    private readonly HttpClient _http;
    private readonly WebApplication _app;

    private PlayerHost(FakeApiServer cluster, WebApplication app, KubernetesClient client, int port)
    {
        (Cluster, _app, _client) = (cluster, app, client);
        _http = new() { BaseAddress = new($"http://127.0.0.1:{port}") };
    }

    public FakeApiServer Cluster { get; }

    /// <summary>Valid settings, changed.</summary>
    public static SettingsReader Reader(params (string Name, string? Value)[] changes)
    {
        var values = new Dictionary<string, string?> { ["KeyServer:Enabled"] = "false", ["Player:Enabled"] = "true", ["Player:TokenSecret"] = GatewayHost.TokenSecret };
        foreach (var (name, value) in changes) values[name] = value;
        return new(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }

    public static PlayerSettings Settings(params (string Name, string? Value)[] changes)
    {
        var reader = Reader(changes);
        var settings = GatewaySettings.Read(reader);
        reader.Errors.ShouldBeEmpty();
        return settings.Player!;
    }

    /// <summary>A gateway that is ready.</summary>
    /// <param name="change">Changes its settings.</param>
    /// <param name="put">Stores objects.</param>
    /// <param name="resolver">Resolves the hosts of URLs.</param>
    public static async Task<PlayerHost> StartAsync(Func<PlayerSettings, PlayerSettings>? change = null, Action<FakeApiServer>? put = null, HostResolver? resolver = null)
    {
        var cluster = new FakeApiServer();
        put?.Invoke(cluster);
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        var client = cluster.Client(time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton(client);
        if (resolver is not null) builder.Services.AddSingleton(resolver);
        var port = FreePorts.Take(1)[0];
        var settings = Settings() with { DefaultNamespace = "talks" };
        var host = new PlayerHost(cluster, GatewayApp.Build(builder, new(port, null, null, change?.Invoke(settings) ?? settings), []), client, port);
        await host._app.StartAsync();
        await Eventually.ShouldBeAsync(async () => (await host.GetAsync("/readyz")).Status == HttpStatusCode.OK, "the gateway is ready");
        return host;
    }

    public async Task<ApiAnswer> SendAsync(string method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _http.SendAsync(request);
        return await ApiAnswer.ReadAsync(answer);
    }

    public Task<ApiAnswer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, headers);

    /// <summary>A token for a subject, put together as a backend would.</summary>
    public static string Token(string subject, string audience = PlayerTokens.Audience, int expiresIn = 3600) => Jwt.Signed("HS256", Jwt.Claims(subject, audience, expiresIn));

    /// <summary>The state, by the path of the page and with a token for it.</summary>
    public async Task<JsonNode> StateAsync(string subject)
    {
        var answer = await GetAsync($"/watch/{subject}/state.json?token={Token(subject)}");
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        answer.Type.ShouldBe("application/json");
        return answer.Json;
    }

    /// <summary>The data in a page.</summary>
    public static JsonNode Data(string page)
    {
        const string Before = """<script type="application/json" id="onair-page">""";
        var from = page.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return JsonNode.Parse(page[from..page.IndexOf("</script>", from, StringComparison.Ordinal)])!;
    }

    /// <summary>Stores an object of onair.dev in namespace talks.</summary>
    public static void Put(FakeApiServer cluster, string kind, string name, string spec, string status, string metadata = "{}")
    {
        var meta = JsonNode.Parse(metadata)!.AsObject();
        (meta["name"], meta["namespace"]) = (name, "talks");
        meta["uid"] ??= $"uid-of-{kind}-{name}";
        cluster.Put($"/apis/onair.dev/v1alpha1/namespaces/talks/{kind}", new() { ["metadata"] = meta, ["spec"] = JsonNode.Parse(spec), ["status"] = JsonNode.Parse(status) });
    }

    /// <summary>Stores a signed VideoAsset that is ready, and its Secret.</summary>
    /// <param name="cluster">The API server.</param>
    /// <param name="owner">The uid that owns the Secret.</param>
    public static void PutSigned(FakeApiServer cluster, string owner = AssetUid)
    {
        Put(cluster, "videoassets", "talk", """{"providerRef":{"name":"mux"},"source":{"url":"https://a.example/t.mp4"},"playbackPolicy":"Signed","title":"The talk"}""",
            """{"state":"Ready","assetId":"asset-7","playback":{"id":"p","url":"https://stream.mux.com/p.m3u8","secretName":"talk-playback"}}""", $$"""{"uid":"{{AssetUid}}"}""");
        cluster.Put("/api/v1/namespaces/talks/secrets", new()
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = "talk-playback",
                ["namespace"] = "talks",
                ["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = "onair.dev/v1alpha1", ["kind"] = "VideoAsset", ["name"] = "talk", ["uid"] = owner, ["controller"] = true }),
            },
            ["stringData"] = new JsonObject { ["playback-url"] = "https://stream.mux.com/p.m3u8?token=signed", ["thumbnail-url"] = "https://image.mux.com/p/thumbnail.jpg?token=signed" },
        });
    }

    /// <summary>Stores an ArchiveSplit with two sections, of which its Secret has the second.</summary>
    /// <param name="cluster">The API server.</param>
    /// <param name="owner">The uid that owns the Secret.</param>
    /// <param name="expires">When its URLs expire.</param>
    public static void PutSplit(FakeApiServer cluster, string owner = SplitUid, string expires = "2999-01-01T00:00:00Z")
    {
        Put(cluster, "archivesplits", "highlights", """{"streamRef":{"name":"keynote"},"sections":[{"start":0,"end":60},{"title":"Keynote","start":60,"end":120}]}""",
            """{"sections":[{"position":0,"state":"Completed","outputUrl":"https://elsewhere.example/a.mp4"},{"position":1,"state":"Completed","outputUrl":"https://elsewhere.example/b.mp4"}]}""",
            $$"""{"uid":"{{SplitUid}}"}""");
        cluster.Put("/api/v1/namespaces/talks/secrets", new()
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = "highlights-downloads",
                ["namespace"] = "talks",
                ["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = "onair.dev/v1alpha1", ["kind"] = "ArchiveSplit", ["name"] = "highlights", ["uid"] = owner, ["controller"] = true }),
            },
            ["stringData"] = new JsonObject { ["index_1.mp4"] = "https://recordings.s3.example/index_1.mp4?X-Amz-Signature=1", ["expires"] = expires },
        });
    }

    /// <summary>The integrity of a file.</summary>
    public static string Integrity(string text) => $"sha384-{Convert.ToBase64String(SHA384.HashData(System.Text.Encoding.UTF8.GetBytes(text)))}";

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
        _client.Dispose();
        Cluster.Dispose();
    }
}
