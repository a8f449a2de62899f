using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Tests.Integration.ArchiveSplits;
using Onair.Tests.Integration.HlsBroadcasts;
using Onair.Tests.Manifests;

namespace Onair.Tests.Integration.EveryKind;

/// <summary>The kinds, each in all its shapes. Where groups of neighbors run at the same time, each has one that takes long.</summary>
internal static class KindShapes
{
    /// <summary>The kinds as their CRDs declare them.</summary>
    public static IReadOnlyList<Crd> Crds { get; } = [.. Directory.GetFiles(Checkout.Crds, "*.yaml").Select(Crd.Read)];

    public static IReadOnlyList<KindShape> All { get; } =
    [
        new("LiveStream", "push", (_, actor) => Json($$$$"""
            {"providerRef":{"name":"{{{{actor.Provider}}}}"},"state":"Running","distribution":{"live":true},"encoder":{"renditions":[{"width":320,"height":180,"bitrate":400000}]}}
            """)) { UsesProvider = true, States = RunningOrStopped },
        new("BroadcastSite", "", (_, _) => Json("""{"allowedOrigins":["https://www.example.com"],"auth":{"open":true}}""")),
        new("EventSink", "", SinkAsync) { Live = RefuseAsync, Requests = [Annotations.Replay], Theirs = OfAnotherNamespace },
        new("MediaProvider", "", async (rig, actor) =>
        {
            await rig.CreateSecretAsync($"{actor.Name}-key", ("accessKeyId", EmulatorProcess.AccessKeyId), ("secretAccessKey", EmulatorProcess.SecretAccessKey));
            var provider = rig.NewProvider(actor.Name, aws => aws.CredentialsSecretRef = new() { Namespace = rig.Name, Name = $"{actor.Name}-key" }, video: rig.Video());
            return JsonSerializer.SerializeToNode(provider, OnairJsonContext.Default.MediaProvider)!["spec"]!.DeepClone();
        }),
        new("LiveStream", "pull", PullAsync) { UsesProvider = true },
        new("IvsChannel", "", (_, actor) => Json($$$$"""{"providerRef":{"name":"{{{{actor.Provider}}}}"},"recording":{}}""")) { Live = PushAsync, UsesProvider = true },
        new("Connector", "pod", async (rig, actor) => new JsonObject
        {
            ["state"] = "Running",
            ["source"] = new JsonObject { ["colorBars"] = new JsonObject() },
            ["target"] = await TargetAsync(rig, actor),
        }) { States = RunningOrStopped },
        new("Connector", "Chime pipeline", async (rig, actor) => new JsonObject
        {
            ["state"] = "Running",
            ["source"] = JsonNode.Parse($$$$"""
                {"chimePipeline":{"meetingArn":"arn:aws:chime:us-east-1:{{{{EmulatorProcess.AccountId}}}}:meeting/{{{{actor.Name}}}}","providerRef":{"name":"{{{{actor.Provider}}}}"}}}
                """),
            ["target"] = await TargetAsync(rig, actor),
        }) { UsesProvider = true, States = RunningOrStopped },
        new("HlsBroadcast", "", (_, actor) => Json($$$$"""
            {"providerRef":{"name":"{{{{actor.Provider}}}}"},"state":"Running","deletionPolicy":"Delete","retention":{"deleteAfter":"1h"},"distribution":{"live":true}}
            """)) { Live = BroadcastAsync, Requests = [Annotations.Renew], UsesProvider = true, States = RunningOrStopped },
        new("VideoAsset", "direct upload", (_, actor) => Json($$$$"""{"providerRef":{"name":"{{{{actor.Provider}}}}"},"source":{"directUpload":{}},"title":"{{{{actor.Name}}}}"}"""))
        {
            IsSettled = status => status["upload"]?["secretName"] is not null,
            Requests = [Annotations.NewUpload],
            UsesProvider = true,
        },
        new("ArchiveSplit", "MediaConvert", (rig, actor) => SplitAsync(rig, actor, SplitEngine.MediaConvert)) { Requests = [Annotations.Renew, Annotations.Retry] },
        new("ArchiveSplit", "Pod", (rig, actor) => SplitAsync(rig, actor, SplitEngine.Pod)) { Requests = [Annotations.Renew] },
        new("VideoAsset", "signed", SignedAsync) { Requests = [Annotations.Retry], UsesProvider = true },
    ];

    private static string[] RunningOrStopped => ["Running", "Stopped"];

    private static Task<JsonNode> Json(string text) => Task.FromResult(JsonNode.Parse(text)!);

    private static async Task<JsonNode> PullAsync(EveryKindRig rig, Actor actor)
    {
        await rig.CreateSecretAsync($"{actor.Name}-source", ("username", $"user-of-{actor.Name}"), ("password", $"password-of-{actor.Name}"));
        return JsonNode.Parse($$$$"""
            {"providerRef":{"name":"{{{{actor.Provider}}}}"},"encoder":{"renditions":[{"width":320,"height":180,"bitrate":400000}]},
             "input":{"type":"UrlPull","sources":[{"url":"https://media.example.com/{{{{actor.Name}}}}.m3u8","credentialsSecretRef":{"name":"{{{{actor.Name}}}}-source"} }] } }
            """)!;
    }

    private static async Task<JsonNode> TargetAsync(EveryKindRig rig, Actor actor)
    {
        await rig.CreateSecretAsync($"{actor.Name}-target", ("url", $"rtmps://ingest.example.com/live/key-of-{actor.Name}"));
        return JsonNode.Parse($$$$"""{"rtmp":{"urlSecretRef":{"name":"{{{{actor.Name}}}}-target"}}}""")!;
    }

    private static async Task<JsonNode> SplitAsync(EveryKindRig rig, Actor actor, SplitEngine engine)
    {
        var stream = $"{actor.Share}-talk";
        var provider = actor.Role == Role.Victim ? actor.Provider : rig.Name;
        await rig.OnceAsync(stream, () => rig.RecordedAsync(stream, segments: 1, provider: provider));
        return new JsonObject
        {
            ["streamRef"] = new JsonObject { ["name"] = stream },
            ["sections"] = new JsonArray(new JsonObject { ["start"] = 0, ["end"] = 1, ["title"] = $"section-of-{actor.Name}" }),
            ["engine"] = engine.ToString(),
        };
    }

    private static async Task<JsonNode> SignedAsync(EveryKindRig rig, Actor actor)
    {
        await rig.OnceAsync($"{actor.Share}.ts", async () => await rig.StoredAsync($"{actor.Share}.ts", await SplitRig.TenSecondsAsync()));
        var url = await rig.UrlOfAsync($"{actor.Share}.ts");
        return new JsonObject
        {
            ["providerRef"] = new JsonObject { ["name"] = actor.Provider },
            ["source"] = new JsonObject { ["url"] = url },
            ["playbackPolicy"] = "Signed",
            ["title"] = actor.Name,
        };
    }

    private static async Task PushAsync(EveryKindRig rig, Actor actor)
    {
        var channel = (string)(await rig.StatusAsync($"ivschannels/{actor.Name}"))["resources"]!["channelArn"]!;
        using var http = new HttpClient();
        using var body = new StringContent("true");
        (await http.PutAsync(new Uri($"{rig.Emulator.Url}/admin/push/{channel.Split('/')[^1]}"), body)).EnsureSuccessStatusCode();
        await rig.UntilAsync($"ivschannels/{actor.Name}", status => status["sessions"] is JsonArray { Count: > 0 }, "it is live");
    }

    // A run, its end, and another run: credentials that are revoked, and files.
    private static async Task BroadcastAsync(EveryKindRig rig, Actor actor)
    {
        var path = $"hlsbroadcasts/{actor.Name}";
        var folder = (string)(await rig.StatusAsync(path))["folder"]!;
        foreach (var file in (string[])["index.m3u8", "1.ts"])
            await rig.S3.PutObjectAsync(new() { BucketName = HlsRig.Broadcasts, Key = $"{folder[$"s3://{HlsRig.Broadcasts}/".Length..]}/{file}", ContentBody = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n1.ts\n" });
        await rig.Api.MergeAsync(rig.PathOf(path), """{"spec":{"state":"Stopped"}}""");
        await rig.UntilAsync(path, status => status["stoppedAt"] is not null && (string?)status["phase"] == "Stopped", "it is stopped");
        await rig.Api.MergeAsync(rig.PathOf(path), """{"spec":{"state":"Running"}}""");
        await rig.UntilAsync(path, status => status["credentials"]?["secretName"] is not null && (string?)status["phase"] != "Stopped", "it runs again");
    }

    // A sink may get what is about its own namespace, so the victim's events are those of another one.
    private static JsonObject OfAnotherNamespace(EveryKindRig rig, JsonObject status) =>
        (JsonObject)JsonNode.Parse(status.ToJsonString().Replace(rig.Name, "another-namespace", StringComparison.Ordinal))!;

    private static async Task<JsonNode> SinkAsync(EveryKindRig rig, Actor actor)
    {
        await rig.CreateSecretAsync($"{actor.Name}-token", ("token", $"token-of-{actor.Name}"));
        return JsonNode.Parse($$$$"""
            {"url":"{{{{rig.Receiver.Url}}}}/{{{{actor.Name}}}}","tokenSecretRef":{"name":"{{{{actor.Name}}}}-token"},"retryAttempts":0,
             "selector":{"matchLabels":{"events-of":"{{{{actor.Share}}}}"}}}
            """)!;
    }

    // What its receiver refuses is a dead letter.
    private static async Task RefuseAsync(EveryKindRig rig, Actor actor)
    {
        lock (rig.Refusing) rig.Refusing.Add(actor.Name);
        var asset = new JsonObject
        {
            ["apiVersion"] = "onair.dev/v1alpha1",
            ["kind"] = "VideoAsset",
            ["metadata"] = new JsonObject { ["name"] = $"{actor.Share}-film", ["labels"] = new JsonObject { ["events-of"] = actor.Share } },
            ["spec"] = JsonNode.Parse($$$$"""{"providerRef":{"name":"{{{{rig.Name}}}}"},"source":{"directUpload":{}}}"""),
        };
        await rig.Api.CreateAsync(rig.PathOf("videoassets"), asset);
        await rig.UntilAsync($"eventsinks/{actor.Name}", status => status["deadLetters"] is JsonArray { Count: > 0 }, "it has dead letters");
        await rig.Api.DeleteAsync(rig.PathOf($"videoassets/{actor.Share}-film"));
        await Eventually.ShouldBeAsync(async () => await rig.Api.FindAsync(rig.PathOf($"videoassets/{actor.Share}-film")) is null, "the film is gone");
        lock (rig.Refusing) rig.Refusing.Remove(actor.Name);
    }
}
