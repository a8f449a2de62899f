using System.Diagnostics;
using System.Text;
using Amazon.S3.Model;
using k8s;
using Onair.Api.LiveStreams;
using Onair.Recordings.Index;
using Onair.Recordings.Sessions;
using Onair.Tests.Integration.Media;

namespace Onair.Tests.Integration.ArchiveSplits;

/// <summary>MediaLive restarts a pipeline in the middle of a show: nothing that was recorded is lost, and a cut across it has a gap.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class PipelineRestartTests(PipelineRestartTests.Rig rig) : IClassFixture<PipelineRestartTests.Rig>
{
    public sealed class Rig(ControlPlane plane) : SplitRig(plane)
    {
        // A pipeline is away for 6 s: longer than the precision of S3's times.
        protected override IReadOnlyDictionary<string, string> EmulatorSettings { get; } = new Dictionary<string, string> { ["Emulator__DelayScale"] = "0.1" };
    }

    [Fact]
    public async Task A_restarted_pipeline_overwrites_nothing_and_a_cut_across_the_restart_has_a_gap_and_every_recorded_picture()
    {
        var stream = await OnAirAsync("show");
        var folder = stream.Recorded.Sessions.ShouldHaveSingleItem().ArchivePath!;
        await using var publisher = Tool.PublishTo(await PushUrlAsync(stream));
        await UntilAsync(folder, segments => segments.Count >= 2);

        using var http = new HttpClient();
        using var restarted = await http.PutAsync(new Uri($"{rig.Emulator.Url}/admin/restart/{stream.Recorded.Resources.ChannelId}"), new StringContent("0"));
        restarted.IsSuccessStatusCode.ShouldBeTrue(await restarted.Content.ReadAsStringAsync());
        await StateAsync(stream, "RECOVERING");
        var before = await SegmentsAsync(folder);
        await UntilAsync(folder, segments => segments.Count >= before.Count + 2);
        await rig.Streams.PatchAsync("show", """{"spec":{"state":"Stopped"}}""");
        await rig.Streams.ReadyAsync("show");
        var after = await SegmentsAsync(folder);

        foreach (var (key, segment) in before) after[key].Media.SequenceEqual(segment.Media).ShouldBeTrue($"{key} is kept");
        var runs = after.Keys.GroupBy(k => SegmentName.Parse(Path.GetFileName(k))!.Value.Time).ToList();
        runs.Count.ShouldBe(2);
        runs.ShouldAllBe(run => run.Select(k => SegmentName.Parse(Path.GetFileName(k))!.Value.Counter).SequenceEqual(Enumerable.Range(0, run.Count())));

        // The gap is what S3's times say: from the end of the last old segment to the start of the first new one.
        var recordings = after.Select(s => (s.Key, s.Value.Media, Index: IndexOf(s.Value))).ToList();
        var (last, first) = (recordings[runs[0].Count() - 1].Index, recordings[runs[0].Count()].Index);
        var gap = (first.StoredAt - last.StoredAt).TotalSeconds - Seconds(first);
        gap.ShouldBeGreaterThan(4);
        var length = recordings.Sum(r => Seconds(r.Index)) + gap;
        await rig.CreateAsync("across", "show", null, (0, Math.Floor(length * 10) / 10));
        var section = (await rig.ReadyAsync("across")).Recorded.Sections.ShouldHaveSingleItem();

        section.MissingSeconds.ShouldNotBeNull().ShouldBe(gap, 0.2);
        // The end is a tenth of a second short of the recording's at most, which no frame but the last three can show.
        var recorded = await FramesAsync([.. recordings.SelectMany(r => r.Media)]);
        var cut = await FramesAsync(await BytesAsync(section.OutputUrl!));
        cut.Count.ShouldBeInRange(recorded.Count - 4, recorded.Count);
        var copied = recordings.Take(recordings.Count - 1).Sum(r => (int)Math.Round(Seconds(r.Index) * 30));
        cut.Take(copied).ShouldBe(recorded.Take(copied), "the pictures are those of the recording, in its order");
    }

    private async Task<LiveStream> OnAirAsync(string name)
    {
        await rig.Streams.CreateReadyAsync(name, s => (s.State, s.Encoder, s.Archive) = (
            StreamState.Running, new() { GopSeconds = 1, Renditions = [new() { Width = 320, Height = 180, Bitrate = 400_000 }] }, new() { SegmentSeconds = 4 }));
        return await rig.Streams.UntilAsync(name, s => s.Recorded.Ingest is not null, "has an endpoint");
    }

    private async Task<string> PushUrlAsync(LiveStream stream)
    {
        var secret = await rig.Kubernetes.CoreV1.ReadNamespacedSecretAsync(stream.Recorded.Ingest!.StreamKeySecretRef!.Name, rig.Name);
        return Encoding.UTF8.GetString(secret.Data!["url-0"]);
    }

    private async Task StateAsync(LiveStream stream, string state) => await Eventually.ShouldBeAsync(
        async () => (await rig.Account.MediaLive.DescribeChannelAsync(new() { ChannelId = stream.Recorded.Resources.ChannelId })).State.Value == state, $"the channel is {state}");

    private Task UntilAsync(string folder, Func<IReadOnlyList<string>, bool> condition) => Eventually.ShouldBeAsync(
        async () => condition([.. (await ListAsync(folder)).Select(o => o.Key)]), () => "segments are recorded", seconds: 120);

    private async Task<IEnumerable<S3Object>> ListAsync(string folder)
    {
        var listed = await rig.S3.ListObjectsV2Async(new() { BucketName = SplitRig.Bucket, Prefix = $"{folder[$"s3://{SplitRig.Bucket}/".Length..]}/a/" });
        return (listed.S3Objects ?? []).Where(o => o.Key.EndsWith(".ts", StringComparison.Ordinal));
    }

    private async Task<SortedDictionary<string, (byte[] Media, S3Object Object)>> SegmentsAsync(string folder)
    {
        var segments = new SortedDictionary<string, (byte[], S3Object)>(StringComparer.Ordinal);
        foreach (var stored in await ListAsync(folder)) segments[stored.Key] = (await BytesAsync($"s3://{SplitRig.Bucket}/{stored.Key}"), stored);
        return segments;
    }

    private async Task<byte[]> BytesAsync(string url)
    {
        using var stored = await rig.S3.GetObjectAsync(SplitRig.Bucket, url[$"s3://{SplitRig.Bucket}/".Length..]);
        using var bytes = new MemoryStream();
        await stored.ResponseStream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static SegmentIndex IndexOf((byte[] Media, S3Object Object) segment)
    {
        var indexer = new GopIndexer();
        indexer.Append(segment.Media);
        return indexer.Complete(segment.Object.ETag, new DateTimeOffset(segment.Object.LastModified!.Value.ToUniversalTime()));
    }

    private static double Seconds(SegmentIndex index) => index.Ticks / 90_000.0;

    /// <summary>A hash of each picture.</summary>
    private static async Task<IReadOnlyList<string>> FramesAsync(byte[] media)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, media);
            using Process ffmpeg = Tool.Start("ffmpeg", ["-v", "fatal", "-i", file, "-map", "0:v", "-fps_mode", "passthrough", "-f", "framemd5", "-"]);
            var lines = (await ffmpeg.StandardOutput.ReadToEndAsync()).Split('\n');
            await ffmpeg.WaitForExitAsync();
            return [.. lines.Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(',')[^1].Trim())];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
