using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.S3;
using k8s;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Client;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.ArchiveSplits;

/// <summary>The operator's rig, with recorded sessions to cut and something that runs Jobs.</summary>
public class SplitRig(ControlPlane plane) : OperatorRig(plane)
{
    public const string OutputBucket = "onair-output";
    public const int SegmentSeconds = 10;

    private static readonly Lazy<Task<IReadOnlyList<byte[]>>> Minute = new(RecordAsync);

    private readonly string _template = Path.GetTempFileName();

    internal JobRunner Jobs { get; private set; } = null!;

    internal AmazonS3Client S3 { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string> EmulatorSettings { get; } = new Dictionary<string, string> { ["Emulator__Seed__Buckets__1"] = OutputBucket };

    protected override IReadOnlyDictionary<string, string> OperatorSettings => new Dictionary<string, string>
    {
        ["Onair__ArchivePollSeconds"] = "1",
        ["Onair__Splitter__PodTemplate"] = _template,
        ["Onair__Splitter__Parallel"] = "2",
        ["Onair__Splitter__RetrySeconds"] = "0.5",
        ["Onair__Splitter__PollSeconds"] = "0.3",
        ["Onair__Splitter__RecordingPollSeconds"] = "0.5",
    };

    public override async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(_template, """{"spec":{"restartPolicy":"Never","containers":[{"name":"splitter","image":"splitter"}],"volumes":[{"name":"plan"}]}}""");
        await base.InitializeAsync();
        S3 = new AmazonS3Client(Emulator.Credentials, Emulator.Configure(new AmazonS3Config { ForcePathStyle = true }));
        Jobs = new JobRunner(Kubernetes, Name);
        Jobs.Start();
    }

    public override async Task DisposeAsync()
    {
        if (Jobs is not null) await Jobs.DisposeAsync();
        S3?.Dispose();
        await base.DisposeAsync();
        File.Delete(_template);
    }

    /// <summary>
    /// A stream with one session whose archive is a minute long. It is paused, so that the operator leaves it alone.
    /// </summary>
    /// <param name="name">Of the stream; its session has the same id.</param>
    /// <param name="segments">How many of the six segments there are.</param>
    /// <param name="running">The session goes on.</param>
    /// <param name="provider">The MediaProvider; the rig's by default.</param>
    public async Task<string> RecordedAsync(string name, int segments = 6, bool running = false, string? provider = null)
    {
        var archive = $"s3://{Bucket}/shows/{Name}/{name}";
        await Client.CreateAsync(OnairResources.LiveStreams, new LiveStream
        {
            Metadata = new() { Name = name, NamespaceProperty = Name, Annotations = new Dictionary<string, string> { [Annotations.Paused] = "true" } },
            Spec = new() { ProviderRef = new() { Name = provider ?? Name }, Encoder = new() { Renditions = [new() { Width = 320, Height = 180, Bitrate = 400_000 }] } },
        });
        await SessionAsync(name, archive, running, provider);
        for (var i = 0; i < segments; i++) await StoreAsync(archive, i);
        return archive;
    }

    /// <summary>Ten seconds of video.</summary>
    public static async Task<byte[]> TenSecondsAsync() => (await Minute.Value)[0];

    /// <summary>Ends the session of a stream.</summary>
    public Task EndAsync(string name) => SessionAsync(name, $"s3://{Bucket}/shows/{Name}/{name}", running: false);

    /// <summary>Stores one more segment.</summary>
    public async Task StoreAsync(string archive, int segment, string pipeline = "a")
    {
        var key = $"{archive[$"s3://{Bucket}/".Length..]}/{pipeline}/archive.{segment:000000}.ts";
        await S3.PutObjectAsync(new() { BucketName = Bucket, Key = key, InputStream = new MemoryStream((await Minute.Value)[segment]) });
    }

    public Task<ArchiveSplit> CreateAsync(string name, string stream, Action<ArchiveSplitSpec>? with = null, params (double Start, double End)[] sections)
    {
        var split = new ArchiveSplit
        {
            Metadata = new() { Name = name, NamespaceProperty = Name },
            Spec = new()
            {
                StreamRef = new() { Name = stream },
                NameModifier = name,
                Sections = [.. sections.Select(s => new SplitSection { Start = SessionTime.Of(s.Start), End = SessionTime.Of(s.End) })],
            },
        };
        with?.Invoke(split.Spec);
        return Client.CreateAsync(OnairResources.ArchiveSplits, split);
    }

    public Task<ArchiveSplit?> FindAsync(string name) => Client.FindAsync(OnairResources.ArchiveSplits, name, Name);

    /// <summary>Waits until the split is as it should be.</summary>
    public async Task<ArchiveSplit> UntilAsync(string name, Func<ArchiveSplit, bool> condition, string what, int seconds = 120)
    {
        ArchiveSplit? last = null;
        await Eventually.ShouldBeAsync(
            async () => (last = await FindAsync(name)) is not null && condition(last), () => $"{name}: {what}; it is {Text(last)}\n{Operator.Tail(40)}", seconds);
        return last!;
    }

    public Task<ArchiveSplit> ReadyAsync(string name, int seconds = 120) =>
        UntilAsync(name, s => s.Recorded.Conditions.Any(c => c is { Type: ConditionTypes.Ready, Status: ConditionStatus.True }), "all sections are cut", seconds);

    public async Task DeletedAsync(string name)
    {
        await Client.DeleteAsync(OnairResources.ArchiveSplits, name, Name);
        await Eventually.ShouldBeAsync(async () => await FindAsync(name) is null, () => $"{name} is gone\n{Operator.Tail(40)}", 180);
    }

    /// <summary>Keys below the outputs of a split, without the folder.</summary>
    public async Task<IReadOnlyList<string>> OutputsAsync(string stream, string split, string bucket = Bucket)
    {
        var prefix = $"shows/{Name}/{stream}/{split}/";
        var found = await S3.ListObjectsV2Async(new() { BucketName = bucket, Prefix = prefix });
        return [.. (found.S3Objects ?? []).Select(o => o.Key[prefix.Length..])];
    }

    /// <summary>What nobody may leave behind: Jobs of a split, and uploads that nobody completes.</summary>
    public async Task<IReadOnlyList<string>> LeftoversAsync()
    {
        List<string> left = [];
        left.AddRange((await Kubernetes.BatchV1.ListNamespacedJobAsync(Name)).Items.Select(job => $"Job {job.Metadata.Name}"));
        foreach (var bucket in new[] { Bucket, OutputBucket })
            left.AddRange(((await S3.ListMultipartUploadsAsync(new Amazon.S3.Model.ListMultipartUploadsRequest { BucketName = bucket })).MultipartUploads ?? []).Select(u => $"upload of {u.Key}"));
        return left;
    }

    private Task<LiveStream> SessionAsync(string name, string archive, bool running, string? provider = null)
    {
        var started = TimeProvider.System.GetUtcNow().AddMinutes(-30);
        var session = new SessionStatus { Id = name, ArchivePath = archive, StartedAt = started, RunningAt = started, StoppedAt = running ? null : started.AddMinutes(1) };
        var status = new LiveStreamStatus { CurrentSessionId = running ? name : null, Sessions = [session], Resources = new() { Provider = provider ?? Name } };
        var patch = new JsonObject { ["status"] = JsonSerializer.SerializeToNode(status, OnairJsonContext.Default.LiveStreamStatus) };
        if (!running) patch["status"]!["currentSessionId"] = null;
        return Client.PatchAsync(OnairResources.LiveStreams, name, Name, Patch.Merge(patch), new() { Subresource = "status" });
    }

    // A minute in segments of ten seconds with two-second groups, as MediaLive would leave it.
    private static async Task<IReadOnlyList<byte[]>> RecordAsync()
    {
        var folder = Directory.CreateTempSubdirectory("onair-minute-");
        using var ffmpeg = await Forks.StartAsync(new ProcessStartInfo(
            "setpriv",
            [
                "--pdeathsig", "KILL", "ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=30", "-f", "lavfi", "-i", "sine=r=48000:b=4", "-t", "60",
                "-c:v", "libx264", "-preset", "superfast", "-profile:v", "main", "-pix_fmt", "yuv420p", "-g", "60", "-keyint_min", "60", "-sc_threshold", "0",
                "-x264-params", "stitchable=1:open_gop=0", "-b:v", "300k", "-maxrate", "330k", "-bufsize", "600k", "-c:a", "aac", "-ac", "2",
                "-f", "segment", "-segment_time", $"{SegmentSeconds}", "-segment_format", "mpegts", Path.Combine(folder.FullName, "%d.ts"),
            ]));
        await ffmpeg.WaitForExitAsync();
        ffmpeg.ExitCode.ShouldBe(0);
        var segments = folder.GetFiles().OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => File.ReadAllBytes(f.FullName)).ToList();
        folder.Delete(recursive: true);
        segments.Count.ShouldBe(60 / SegmentSeconds);
        return segments;
    }

    private static string Text(ArchiveSplit? split) => split is null ? "not there" : JsonSerializer.Serialize(split, OnairJsonContext.Default.ArchiveSplit);
}
