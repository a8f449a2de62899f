using System.Text.Json.Nodes;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Tests.E2E.Browser;
using Onair.Tests.E2E.Events;
using Onair.Tests.E2E.Tools;
using Onair.Tests.Recordings;
using Tool = Onair.Tests.E2E.Tools.Tool;

namespace Onair.Tests.E2E.StreamApi;

/// <summary>A client of the stream API with nothing but curl: the commands of docs/gateway.md and docs/stream-routes.md, with real video.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class StreamApiTests(Environment environment) : IAsyncLifetime
{
    // That of the documentation.
    private const string Namespace = "talks";

    private static readonly TimeSpan InAWhile = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-stream-api-");
    private readonly Dictionary<string, string> _variables = [];
    private IReadOnlyDictionary<string, IReadOnlyList<string>> _access = null!;
    private IReadOnlyDictionary<string, IReadOnlyList<string>> _routes = null!;

    public async Task InitializeAsync()
    {
        (_access, _routes) = (await DocumentedCommands.ReadAsync("gateway.md"), await DocumentedCommands.ReadAsync("stream-routes.md"));
        var port = (await environment.Kubectl.GetAsync("service", "onair-gateway-public", "--namespace=onair-system"))["spec"]!["ports"]!.AsArray().Single(p => (string?)p!["name"] == "streams")!["nodePort"]!;
        _variables["KUBECONFIG"] = environment.Kubectl.Kubeconfig;
        _variables["ONAIR"] = $"http://{environment.Emulator.Host}:{port}";
        await environment.Kubectl.RunAsync("create", "namespace", Namespace);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "role.yaml"), (await DocumentedCommands.ManifestsAsync("gateway.md"))[0]);
        await environment.Kubectl.RunAsync("apply", "--filename", Path.Combine(_folder.FullName, "role.yaml"));
    }

    public async Task DisposeAsync()
    {
        await File.WriteAllTextAsync(Artifacts.Path("stream-api.txt"), await environment.Kubectl.TryAsync("get", "livestreams,archivesplits,events", "--namespace", Namespace, "--output=yaml"));
        await environment.Kubectl.TryAsync("delete", "livestreams,archivesplits", "--all", "--namespace", Namespace, "--timeout=60s");
        await environment.Kubectl.TryAsync("delete", "namespace", Namespace, "--timeout=60s");
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_stream_is_made_pushed_to_watched_cut_and_deleted_by_the_documented_commands()
    {
        JsonNode.Parse((await BashAsync(_access["Access"][0])).Split('\n')[^1])!.AsArray().ShouldBeEmpty();
        _variables["TOKEN"] = (await environment.Kubectl.RunAsync("create", "token", "studio", "--namespace", Namespace)).Trim();

        var id = _variables["ID"] = Text(await CallAsync("Create a stream"), "id");
        var name = (string)(await environment.Kubectl.GetAsync("livestreams", "--namespace", Namespace))["items"]!.AsArray().Single(s => (string?)s!["metadata"]!["uid"] == id)!["metadata"]!["name"]!;
        await KeysAreForTheirAccountAsync(id);
        await CallAsync("Change a stream");
        var started = await CallAsync("Start a stream");
        var session = _variables["SESSION"] = Text(started, "current_session_id");
        (await StatusAsync(name)).CurrentSessionId.ShouldBe(session);

        await using (Encoder.Start(Text(started, "rtmp1")))
        {
            await using var viewer = await Viewer.OpenAsync(new(Text(started, "viewer_endpoint")));
            var (first, last) = await viewer.WatchAsync(15, InAWhile);
            last.Errors.ShouldBeEmpty();
            last.DifferenceTo(first).ShouldBeGreaterThan(1, "the picture moves");
            (await StatusAsync(name)).Condition(LiveStreamConditions.Receiving)!.Status.ShouldBe(ConditionStatus.True);
        }

        Text(await CallAsync("Cut sections of a recording"), "session_id").ShouldBe(session);
        Text(started, "last_started").ShouldNotBeEmpty();
        var stopped = await CallAsync("Stop a stream");
        (stopped["started"]!.GetValue<bool>(), stopped["current_session_id"]).ShouldBe((false, null));
        Text(stopped, "last_stopped").ShouldNotBeEmpty();
        var cut = await Eventually.GetAsync(
            "both sections", () => CallAsync("Cut sections of a recording"), split => split["sections"]!.AsArray().All(s => Text(s!, "state") is "Completed" or "Failed"), InAWhile);
        foreach (var section in cut["sections"]!.AsArray()) await IsPlayableAsync(section!);
        await IsDownloadedAsync(Text(cut, "id"));

        Text(await CallAsync("Delete a stream"), "id").ShouldBe(id);
        await environment.Kubectl.RunAsync("wait", "--for=delete", $"livestream/{name}", "--namespace", Namespace, "--timeout=180s");
    }

    private async Task KeysAreForTheirAccountAsync(string id)
    {
        var printed = (await Tool.RunAsync("bash", ["-euc", _access["API keys"][0]], InAWhile, "", _folder.FullName, _variables)) is { ExitCode: 0 } made ? made.Errors : throw new InvalidOperationException("no key was made");
        await TakesKeyAsync(printed.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Split(' ')[^1], id);
        await environment.Kubectl.RunAsync("delete", "secret", "studio", "--namespace", Namespace);
        await TakesKeyAsync((await BashAsync(_access["API keys"][1])).Split('\n')[^1], id);
    }

    private async Task TakesKeyAsync(string key, string id)
    {
        key.ShouldStartWith("onair_");
        var list = await Eventually.GetAsync(
            "the new key is valid", () => Tool.RunAsync("curl", ["-sS", "-H", $"X-Api-Key: {key}", $"{_variables["ONAIR"]}/streams"], InAWhile), it => it.Output.StartsWith('['), InAWhile);
        JsonNode.Parse(list.Output)!.AsArray().Select(s => Text(s!, "id")).ShouldBe([id]);
        // Its Secret has not this verb.
        (await Tool.RunAsync("curl", ["-sS", "-X", "DELETE", "-H", $"X-Api-Key: {key}", $"{_variables["ONAIR"]}/streams/{id}"], InAWhile)).Output.ShouldContain("\"status\":403");
    }

    private async Task IsPlayableAsync(JsonNode section)
    {
        Text(section, "state").ShouldBe("Completed", section.ToJsonString());
        var (video, file) = (new Uri(Text(section, "video")), Path.Combine(_folder.FullName, "section.mp4"));
        using (var content = await environment.Account.S3.GetObjectAsync(video.Host, video.AbsolutePath.TrimStart('/')))
            await content.WriteResponseStreamToFileAsync(file, append: false, CancellationToken.None);
        (await Mp4File.SecondsAsync(file)).ShouldBe(10, 0.2);
        (await MediaFile.DecodeAsync(file)).ShouldBeEmpty();
    }

    // With nothing but the token, as a client without credentials of AWS.
    private async Task IsDownloadedAsync(string split)
    {
        _variables["SPLIT"] = split;
        JsonNode.Parse(await BashAsync(_routes["Follow a cut, and download its files"][0]))!["sections"]!.AsArray().Select(s => Text(s!, "state")).ShouldBe(["Completed", "Completed"]);
        await Eventually.GetAsync(
            "the URLs are signed", () => Tool.RunAsync("bash", ["-euc", _routes["Follow a cut, and download its files"][1]], InAWhile, "", _folder.FullName, _variables), it => it.ExitCode == 0, InAWhile);
        var file = Path.Combine(_folder.FullName, "section-0.mp4");
        (await Mp4File.SecondsAsync(file)).ShouldBe(10, 0.2);
        (await MediaFile.DecodeAsync(file)).ShouldBeEmpty();
    }

    private async Task<LiveStreamStatus> StatusAsync(string name) => (await environment.Kubectl.GetAsync("livestream", name, "--namespace", Namespace))["status"].As<LiveStreamStatus>();

    private async Task<JsonNode> CallAsync(string section) => JsonNode.Parse(await BashAsync(_routes[section][0]))!;

    private async Task<string> BashAsync(string command) =>
        (await Tool.RunAsync("bash", ["-euc", command], InAWhile, "", _folder.FullName, _variables)).Succeeded().Trim();

    private static string Text(JsonNode json, string member) => (string?)json[member] ?? throw new InvalidOperationException($"{member} is null: {json.ToJsonString()}");
}
