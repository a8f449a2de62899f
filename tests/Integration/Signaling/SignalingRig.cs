using System.Text.Json.Nodes;
using Onair.Tests.Integration.Kubernetes;

namespace Onair.Tests.Integration.Signaling;

/// <summary>PostgreSQL and replicas of the signaling service, with an open site and one whose API has a token.</summary>
public sealed class SignalingRig : IAsyncLifetime
{
    public const string Site = "web/open";
    public const string Automatic = "web/automatic";
    public const string Origin = "https://www.example.com";
    public const string ApiToken = "api-token-of-this-test-run";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-signaling-sites-");
    private readonly List<SignalingProcess> _replicas = [];

    public PostgresProcess Postgres { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Postgres = await PostgresProcess.StartNewAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "sites.json"), $$"""{"items":[{{SiteOf("open", "Required")}},{{SiteOf("automatic", "Automatic")}}]}""");
        var secret = Directory.CreateDirectory(Path.Combine(_folder.FullName, "secrets", "web", "site"));
        await File.WriteAllTextAsync(Path.Combine(secret.FullName, "token"), ApiToken);
    }

    public async Task<SignalingProcess> StartReplicaAsync(params (string Name, string Value)[] settings)
    {
        var all = settings.ToDictionary(s => s.Name, s => s.Value);
        all.TryAdd("GraceSeconds", "8");
        all.TryAdd("RequestBurst", "1000");
        var replica = await SignalingProcess.StartNewAsync(Postgres.ConnectionString, Path.Combine(_folder.FullName, "sites.json"), Path.Combine(_folder.FullName, "secrets"), all);
        lock (_replicas) _replicas.Add(replica);
        return replica;
    }

    /// <summary>Starts a replica that reaches PostgreSQL through a proxy.</summary>
    public Task<SignalingProcess> StartReplicaBehindAsync(TcpProxy proxy, params (string Name, string Value)[] settings) =>
        StartReplicaAsync([.. settings, ("Database", Postgres.ConnectionStringAt(proxy.Port))]);

    public static Task<SignalingPage> EnterAsync(SignalingProcess replica, string user, JsonObject? resume = null, string site = Site, params string[] follow)
    {
        var hello = new JsonObject { ["user"] = user, ["name"] = user, ["follow"] = new JsonArray([.. follow.Select(f => (JsonNode?)f)]) };
        if (resume is not null) hello["resume"] = resume;
        return SignalingPage.EnterAsync(replica.Url, site, Origin, hello);
    }

    public static JsonObject Message(string type, params (string Name, JsonNode? Value)[] fields)
    {
        var message = new JsonObject { ["type"] = type };
        foreach (var (name, value) in fields) message[name] = value;
        return message;
    }

    /// <summary>A broadcaster, a viewer, and their accepted viewing.</summary>
    public static async Task<(SignalingPage Broadcaster, SignalingPage Viewer, string Broadcast, string Viewing)> WatchAsync(
        SignalingProcess first, SignalingProcess second, string broadcaster, string viewer, string site = Site)
    {
        var sender = await EnterAsync(first, broadcaster, site: site);
        var broadcasting = await sender.AskAsync(Message("broadcast", ("video", true), ("audio", true)));
        Text(broadcasting, "type").ShouldBe("broadcasting", broadcasting.ToJsonString());
        var watcher = await EnterAsync(second, viewer, site: site);
        var watching = await watcher.AskAsync(Message("watch", ("user", broadcaster)));
        Text(watching, "type").ShouldBe("watching", watching.ToJsonString());
        var viewing = Text(watching, "viewing");
        if (site == Site)
        {
            Text(await sender.WaitAsync("ask"), "viewing").ShouldBe(viewing);
            await sender.SendAsync(Message("consent", ("viewing", viewing), ("allow", true)));
            await watcher.WaitAsync("accepted");
        }
        Text(await sender.WaitAsync("offer-wanted"), "viewing").ShouldBe(viewing);
        return (sender, watcher, Text(broadcasting, "broadcast"), viewing);
    }

    public static string Text(JsonObject message, string field) => message[field]?.GetValue<string>() ?? "";

    public async Task DisposeAsync()
    {
        foreach (var replica in _replicas) await replica.DisposeAsync();
        if (Postgres is not null) await Postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string SiteOf(string name, string consent) =>
        $$"""
        {"apiVersion":"onair.dev/v1alpha1","kind":"BroadcastSite","metadata":{"namespace":"web","name":"{{name}}"},"spec":{
          "allowedOrigins":["{{Origin}}"],"auth":{"open":true},"api":{"tokenSecretRef":{"name":"site"} },"consent":"{{consent}}","consentSeconds":5,"limits":{"viewersPerBroadcast":3} } }
        """;
}
