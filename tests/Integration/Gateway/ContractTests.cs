using System.Diagnostics;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using k8s;
using Onair.Api;
using Onair.Api.HlsBroadcasts;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Resources;

namespace Onair.Tests.Integration.Gateway;

/// <summary>
/// The commands of docs/stream-routes.md, run as they are written, through the whole life of a stream and of an S3 broadcast; and the same
/// resource in Kubernetes at each step.
/// </summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class ContractTests(ContractRig rig) : IClassFixture<ContractRig>, IAsyncLifetime
{
    private static readonly Dictionary<string, JsonValueKind[]> Members = new()
    {
        ["name"] = [JsonValueKind.String],
        ["description"] = [JsonValueKind.String],
        ["id"] = [JsonValueKind.String],
        ["rtmp1"] = [JsonValueKind.String, JsonValueKind.Null],
        ["rtmp2"] = [JsonValueKind.String, JsonValueKind.Null],
        ["viewer_endpoint"] = [JsonValueKind.String, JsonValueKind.Null],
        ["archives_path"] = [JsonValueKind.Object],
        ["last_update"] = [JsonValueKind.String, JsonValueKind.Null],
        ["last_started"] = [JsonValueKind.String, JsonValueKind.Null],
        ["last_stopped"] = [JsonValueKind.String, JsonValueKind.Null],
        ["started"] = [JsonValueKind.True, JsonValueKind.False],
        ["current_session_id"] = [JsonValueKind.String, JsonValueKind.Null],
        ["live_channel_id"] = [JsonValueKind.String, JsonValueKind.Null],
        ["live_input_id"] = [JsonValueKind.String, JsonValueKind.Null],
        ["package_endpoint_id"] = [JsonValueKind.String, JsonValueKind.Null],
        ["package_channel_id"] = [JsonValueKind.String, JsonValueKind.Null],
    };

    private readonly Dictionary<string, string> _variables = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-contract-");
    private IReadOnlyDictionary<string, IReadOnlyList<string>> _commands = null!;

    public async Task InitializeAsync()
    {
        _commands = await DocumentedCommands.ReadAsync("stream-routes.md");
        _variables["ONAIR"] = rig.Url;
        _variables["TOKEN"] = ControlPlane.AdminToken;
    }

    public Task DisposeAsync() => ScratchFolder.DeleteAsync(_folder);

    [Fact]
    public async Task A_stream_lives_by_the_documented_commands()
    {
        var created = await StreamAsync("Create a stream");
        var id = _variables["ID"] = Text(created, "id")!;
        var stream = (await AllAsync()).Single(s => s.Uid == id);
        var name = stream.Metadata.Name!;
        name.ShouldStartWith("town-hall-");
        Text(created, "name").ShouldBe("Town hall");
        stream.Spec.Archive.SegmentSeconds.ShouldBe(60);
        stream.Spec.Input.Redundancy.ShouldBe(InputRedundancy.Standard);
        stream.Spec.State.ShouldBe(StreamState.Stopped);

        await rig.Streams.CreateAsync("by-kubectl");
        await Eventually.ShouldBeAsync(
            async () => (await RunAsync("List streams")).EnumerateArray().Select(s => Text(s, "name")).Contains("by-kubectl"), "a stream of kubectl is listed");
        foreach (var listed in (await RunAsync("List streams")).EnumerateArray()) Check(listed);

        await rig.Streams.ReadyAsync(name);
        JsonElement ready = default;
        await Eventually.ShouldBeAsync(async () => Text(ready = await StreamAsync("Read a stream"), "rtmp2") is not null, "the input exists");
        var key = (await rig.Kubernetes.CoreV1.ReadNamespacedSecretAsync($"{name}-stream-key", rig.Name)).GetData("streamKey")!;
        Text(ready, "rtmp1")!.ShouldEndWith($"/{System.Text.Encoding.UTF8.GetString(key)}");
        Text(ready, "live_channel_id").ShouldBe((await FindAsync(name)).Recorded.Resources.ChannelId);

        var changed = await StreamAsync("Change a stream");
        (Text(changed, "id"), Text(changed, "name"), Text(changed, "description"), changed.GetProperty("started").GetBoolean()).ShouldBe((id, "Town hall 2", "Every Tuesday", false));
        (await FindAsync(name)).Spec.Archive.SegmentSeconds.ShouldBe(30);

        var started = await StreamAsync("Start a stream");
        started.GetProperty("started").GetBoolean().ShouldBeTrue();
        var session = _variables["SESSION"] = Text(started, "current_session_id")!;
        (await FindAsync(name)).Recorded.CurrentSessionId.ShouldBe(session);
        started.GetProperty("archives_path").GetProperty(session).GetString()!.ShouldMatch($"^s3://{Operator.OperatorRig.Bucket}/[0-9]{{4}}/[0-9]{{2}}/[0-9]{{2}}/{id}-[0-9]+$");
        Text(started, "last_started")!.ShouldMatch("^[0-9]{10}$");

        await StreamAsync("Add a stream to the CDN, and remove it");
        (await FindAsync(name)).Spec.Distribution.Live.ShouldBeTrue();
        await StreamAsync("Add a stream to the CDN, and remove it", 1);
        (await FindAsync(name)).Spec.Distribution.Live.ShouldBeFalse();

        var split = await RunAsync("Cut sections of a recording");
        var cut = (await rig.Client.ListPageAsync(OnairResources.ArchiveSplits, rig.Name)).Items.Single(s => s.Uid == Text(split, "id"));
        cut.Spec.NameModifier.ShouldBe("highlights");
        cut.Metadata.OwnerReferences.ShouldHaveSingleItem().Uid.ShouldBe(id);
        Text(await RunAsync("Cut sections of a recording"), "id").ShouldBe(cut.Uid);
        _variables["SPLIT"] = cut.Uid;
        await Eventually.ShouldBeAsync(async () => Text(await RunAsync("Follow a cut, and download its files"), "path") is not null, "the operator has recorded the path");
        (await CommandAsync("Follow a cut, and download its files")).ShouldBe(await CommandAsync("Cut sections of a recording"));
        (await FailAsync("Follow a cut, and download its files", 1)).ShouldContain("returned error: 409");
        split.EnumerateObject().Select(m => m.Name).ShouldBe(["id", "stream_id", "session_id", "name_modifier", "path", "sections"]);

        await StreamAsync("Bring a meeting to a stream");
        var connector = await rig.Client.GetAsync(OnairResources.Connectors, $"{name}-chime", rig.Name);
        connector.Spec.Source.Meeting!.Url.ShouldBeNull();
        var secret = await rig.Kubernetes.CoreV1.ReadNamespacedSecretAsync(connector.Spec.Source.Meeting.UrlSecretRef!.Name, rig.Name);
        System.Text.Encoding.UTF8.GetString(secret.GetData("url")!).ShouldBe("https://app.chime.aws/meetings/1234567890");
        await StreamAsync("Bring a meeting to a stream");
        await StreamAsync("Bring a meeting to a stream", 1);
        (await GoneOrGoingAsync($"{name}-chime")).ShouldBeTrue();

        var ivs = await RunAsync("Show a stream in IVS");
        // The playlist that the Connector is to show is on this machine, where no Connector may go.
        Check(ivs, ivs.TryGetProperty("problem", out _) ? ["ivs_viewer_endpoint", "rtmp_ivs", "problem"] : ["ivs_viewer_endpoint", "rtmp_ivs"]);
        (await rig.Client.GetAsync(OnairResources.IvsChannels, $"{name}-ivs", rig.Name)).Metadata.OwnerReferences.ShouldHaveSingleItem().Uid.ShouldBe(id);
        await StreamAsync("Show a stream in IVS", 1);

        var stopped = await StreamAsync("Stop a stream");
        (stopped.GetProperty("started").GetBoolean(), Text(stopped, "current_session_id")).ShouldBe((false, null));
        Text(stopped, "last_stopped")!.ShouldMatch("^[0-9]{10}$");
        (await FindAsync(name)).Recorded.CurrentSessionId.ShouldBeNull();

        await CommandAsync("Delete a stream");
        await rig.Streams.GoneAsync(name);
        (await FailAsync("Read a stream")).ShouldContain("\"status\":404");
    }

    [Fact]
    public async Task An_S3_broadcast_lives_by_the_documented_commands()
    {
        var started = await RunAsync("Start an S3 broadcast");
        var (stream, s3) = Started(started);
        var id = _variables["BROADCAST"] = Text(stream, "id")!;
        var broadcast = (await rig.Client.ListPageAsync(OnairResources.HlsBroadcasts, rig.Name)).Items.Single(b => b.Uid == id);
        var name = broadcast.Metadata.Name!;
        (Text(stream, "name"), broadcast.Spec.State, name[..10]).ShouldBe(("Town hall", HlsBroadcastState.Running, "town-hall-"));
        Text(stream, "start_date").ShouldBe(broadcast.Recorded.StartedAt!.Value.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
        s3.GetProperty("aws_expiration").GetInt64().ShouldBeInRange(800, 900);
        $"s3://{Text(s3, "s3_bucket_name")}/{Text(s3, "s3_bucket_path")}".ShouldBe(broadcast.Recorded.Folder);
        await UploadAsync(s3);

        var renewed = Started(await RunAsync("Start an S3 broadcast", 1));
        (Text(renewed.Stream, "id"), Text(renewed.Stream, "start_date")).ShouldBe((id, Text(stream, "start_date")));
        Text(renewed.S3, "aws_access_key_id").ShouldNotBe(Text(s3, "aws_access_key_id"));
        Text(renewed.S3, "s3_bucket_path").ShouldBe(Text(s3, "s3_bucket_path"));
        await UploadAsync(renewed.S3);
        // The former ones stay valid until they expire.
        await UploadAsync(s3);

        var stopped = (await RunAsync("Stop an S3 broadcast")).GetProperty("stream");
        stopped.EnumerateObject().Select(m => m.Name).ShouldBe(["id", "name", "start_date", "stop_date"]);
        Text(stopped, "stop_date")!.ShouldMatch("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$");
        (await rig.Client.GetAsync(OnairResources.HlsBroadcasts, name, rig.Name)).Spec.State.ShouldBe(HlsBroadcastState.Stopped);
        foreach (var credentials in new[] { s3, renewed.S3 }) (await Should.ThrowAsync<AmazonS3Exception>(() => UploadAsync(credentials))).ErrorCode.ShouldBe("AccessDenied");
    }

    private static (JsonElement Stream, JsonElement S3) Started(JsonElement answer)
    {
        answer.EnumerateObject().Select(m => m.Name).ShouldBe(["stream", "endpoint"]);
        answer.GetProperty("endpoint").EnumerateObject().Select(m => m.Name).ShouldBe(["S3"]);
        var (stream, s3) = (answer.GetProperty("stream"), answer.GetProperty("endpoint").GetProperty("S3"));
        stream.EnumerateObject().Select(m => (m.Name, m.Value.ValueKind)).ShouldBe([("id", JsonValueKind.String), ("name", JsonValueKind.String), ("start_date", JsonValueKind.String)]);
        s3.EnumerateObject().Select(m => m.Name).ShouldBe(
            ["aws_access_key_id", "aws_secret_access_key", "aws_session_token", "aws_expiration", "s3_bucket_name", "s3_bucket_path", "s3_bucket_region"]);
        s3.EnumerateObject().ShouldAllBe(m => m.Value.ValueKind == (m.Name == "aws_expiration" ? JsonValueKind.Number : JsonValueKind.String));
        return (stream, s3);
    }

    private async Task UploadAsync(JsonElement s3)
    {
        var credentials = new SessionAWSCredentials(Text(s3, "aws_access_key_id"), Text(s3, "aws_secret_access_key"), Text(s3, "aws_session_token"));
        using var client = new AmazonS3Client(credentials, rig.Emulator.Configure(new AmazonS3Config { ForcePathStyle = true, MaxErrorRetry = 0 }));
        await client.PutObjectAsync(new() { BucketName = Text(s3, "s3_bucket_name"), Key = $"{Text(s3, "s3_bucket_path")}/a.ts", ContentBody = "a" });
    }

    private async Task<IReadOnlyList<LiveStream>> AllAsync() => (await rig.Client.ListPageAsync(OnairResources.LiveStreams, rig.Name)).Items;

    private Task<LiveStream> FindAsync(string name) => rig.Client.GetAsync(OnairResources.LiveStreams, name, rig.Name);

    private async Task<bool> GoneOrGoingAsync(string connector) =>
        await rig.Client.FindAsync(OnairResources.Connectors, connector, rig.Name) is null or { Metadata.DeletionTimestamp: not null };

    private async Task<JsonElement> StreamAsync(string section, int index = 0)
    {
        var stream = await RunAsync(section, index);
        Check(stream);
        return stream;
    }

    private static void Check(JsonElement stream, params string[] more)
    {
        stream.EnumerateObject().Select(m => m.Name).ShouldBe([.. Members.Keys, .. more]);
        foreach (var (member, kinds) in Members) kinds.ShouldContain(stream.GetProperty(member).ValueKind, member);
    }

    private static string? Text(JsonElement json, string member) => json.GetProperty(member).GetString();

    private async Task<JsonElement> RunAsync(string section, int index = 0)
    {
        using var document = JsonDocument.Parse(await CommandAsync(section, index));
        return document.RootElement.Clone();
    }

    private async Task<string> CommandAsync(string section, int index = 0)
    {
        var (code, output) = await BashAsync(_commands[section][index]);
        code.ShouldBe(0, $"{section}: {output}\n{rig.Tail()}\n{rig.Operator.Tail()}");
        return output;
    }

    private async Task<string> FailAsync(string section, int index = 0)
    {
        var (code, output) = await BashAsync(_commands[section][index]);
        code.ShouldNotBe(0, output);
        return output;
    }

    private async Task<(int Code, string Output)> BashAsync(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in _variables) start.Environment[name] = value;
        start.WorkingDirectory = _folder.FullName;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + await errors);
    }
}
