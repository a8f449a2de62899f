using System.Net;
using System.Text.Json;
using k8s;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Tests.Integration.Media;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.ArchiveSplits;

[Collection(ControlPlaneCollection.Name)]
public sealed class LifecycleTests(SplitRig rig) : IClassFixture<SplitRig>
{
    [Fact]
    public async Task Each_section_becomes_an_MP4_and_a_playlist_and_the_status_says_where()
    {
        await rig.RecordedAsync("full");
        await rig.CreateAsync("cuts", "full", s => s.Sections = [.. s.Sections, new() { Start = SessionTime.Of(1), End = SessionTime.Of(2), Title = "One second" }], (5.5, 25), (0, 60), (12, 14));

        var split = await rig.ReadyAsync("cuts");

        split.Recorded.SectionsDone.ShouldBe(4);
        split.Recorded.SessionId.ShouldBe("full");
        split.Recorded.Took.ShouldNotBeNull();
        var first = split.Recorded.Sections[0];
        first.OutputUrl.ShouldBe($"s3://{SplitRig.Bucket}/shows/{rig.Name}/full/cuts/index_0.mp4");
        first.PlaylistUrl.ShouldBe($"s3://{SplitRig.Bucket}/shows/{rig.Name}/full/cuts/index_0.m3u8");
        first.DurationSeconds.ShouldNotBeNull().ShouldBe(19.5, 0.001);
        first.Attempts.ShouldBe(1);
        (await rig.OutputsAsync("full", "cuts")).ShouldBe(
            ["index_0.m3u8", "index_0.mp4", "index_1.m3u8", "index_1.mp4", "index_2.m3u8", "index_2.mp4", "index_3.m3u8", "index_3.mp4"], ignoreOrder: true);
        (await FramesAsync("full/cuts/index_0.mp4")).ShouldBe(585);
        (await FramesAsync("full/cuts/index_3.mp4")).ShouldBe(30);
        await Eventually.ShouldBeAsync(async () => (await rig.LeftoversAsync()).Count == 0, "Jobs and uploads are gone");
        foreach (var reason in new[] { "Started", "SectionCompleted", "Completed" }) await rig.Streams.EventAsync("cuts", reason);
        (await rig.Operator.MetricsAsync()).ShouldContain("onair_split_sections_total{engine=\"Pod\",result=\"Completed\"}");
    }

    [Fact]
    public async Task Stalls_with_the_name_of_a_mistyped_output_bucket_and_can_be_deleted()
    {
        await rig.RecordedAsync("mistyped");
        await rig.CreateAsync("typo", "mistyped", s => s.Output = new() { Bucket = "onair-outptu" }, (0, 5), (5, 10));

        var split = await rig.UntilAsync("typo", s => s.Recorded.Conditions.Any(c => c is { Type: ConditionTypes.Stalled, Status: ConditionStatus.True }), "it is stalled");

        split.Recorded.Conditions.Single(c => c.Type == ConditionTypes.Stalled).Message.ShouldContain("spec.output.bucket: Not found: \"onair-outptu\"");
        split.Recorded.Sections.ShouldAllBe(s => s.State == SplitSectionState.Failed);
        await rig.DeletedAsync("typo");
    }

    [Fact]
    public async Task A_playlist_names_the_ranges_of_the_segments_it_needs()
    {
        await rig.RecordedAsync("listed");
        await rig.CreateAsync("list", "listed", null, (9, 21));
        await rig.ReadyAsync("list");

        using var stored = await rig.S3.GetObjectAsync(SplitRig.Bucket, $"shows/{rig.Name}/listed/list/index_0.m3u8");
        var lines = (await new StreamReader(stored.ResponseStream).ReadToEndAsync()).Split('\n');
        lines.Where(l => l.StartsWith("..", StringComparison.Ordinal)).Distinct().ShouldBe(["../a/archive.000000.ts", "../a/archive.000001.ts", "../a/archive.000002.ts"]);
        lines.Where(l => l.StartsWith("#EXTINF:", StringComparison.Ordinal)).Sum(l => double.Parse(l[8..^1], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(14, 0.01);
        lines.ShouldContain("#EXT-X-START:TIME-OFFSET=1.000000,PRECISE=YES");
        (await PlayedFramesAsync("listed", lines)).ShouldBe(14 * 30, "from the key frame at 8 s to the one at 22 s");
    }

    [Fact]
    public async Task A_plan_that_is_deleted_before_its_pod_starts_is_written_again_at_once()
    {
        var isPlanned = new TaskCompletionSource();
        rig.Jobs.Before = job => job.StartsWith("replanned-", StringComparison.Ordinal) ? isPlanned.Task : Task.CompletedTask;
        await rig.RecordedAsync("planned");
        await rig.CreateAsync("replanned", "planned", null, (0, 5));
        var split = await rig.UntilAsync("replanned", s => s.Recorded.Sections is [{ JobId: not null, State: SplitSectionState.Running }], "its Job runs");

        await OwnedSecret.DeleteAsync(rig, split.Recorded.Sections[0].JobId!);

        isPlanned.SetResult();
        (await rig.ReadyAsync("replanned")).Recorded.Sections[0].Attempts.ShouldBe(1);
        await rig.DeletedAsync("replanned");
    }

    [Fact]
    public async Task A_completed_split_calls_AWS_no_more()
    {
        await rig.RecordedAsync("idle");
        await rig.CreateAsync("done", "idle", null, (0, 5));
        await rig.ReadyAsync("done");
        await Eventually.ShouldBeAsync(async () => !(await rig.LeftoversAsync()).Any(l => l.Contains("done", StringComparison.Ordinal)), "the Job is gone");
        var calls = rig.Proxy.Watch();

        var woken = await rig.Client.PatchAsync(OnairResources.ArchiveSplits, "done", rig.Name, Patch.Merge("""{"metadata":{"labels":{"woken":"yes"}}}"""));
        await rig.CreateAsync("barrier", "idle", null, (5, 6));
        await rig.ReadyAsync("barrier");

        (await rig.FindAsync("done"))!.Metadata.ResourceVersion.ShouldBe(woken.Metadata.ResourceVersion, "nothing was written");
        calls.Paths().ShouldAllBe(p => !p.Contains("/idle/done/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_section_of_a_session_that_goes_on_is_cut_when_its_end_is_recorded()
    {
        var archive = await rig.RecordedAsync("live", segments: 2, running: true);
        await rig.CreateAsync("soon", "live", null, (0, 10), (25, 35));

        var split = await rig.UntilAsync("soon", s => s.Recorded is { Phase: "Waiting", Sections: [{ State: SplitSectionState.Completed }, { Message: not null }] }, "the first section is cut, the second waits");
        split.Recorded.Sections[1].Message.ShouldBe("35 s is the section's end; 20 s is recorded so far");
        await rig.StoreAsync(archive, 2);
        await rig.StoreAsync(archive, 3);

        (await rig.ReadyAsync("soon")).Recorded.Sections[1].DurationSeconds.ShouldNotBeNull().ShouldBe(10, 0.001);
    }

    [Fact]
    public async Task A_hole_in_one_pipelines_recording_is_filled_from_the_other()
    {
        var archive = await rig.RecordedAsync("holed");
        await rig.StoreAsync(archive, 2, "b");
        await rig.StoreAsync(archive, 3, "b");
        await rig.S3.DeleteObjectAsync(SplitRig.Bucket, $"shows/{rig.Name}/holed/a/archive.000002.ts");
        await rig.CreateAsync("filled", "holed", null, (15, 35));

        var split = await rig.ReadyAsync("filled");

        split.Recorded.Sections[0].MissingSeconds.ShouldBeNull();
        (await FramesAsync("holed/filled/index_0.mp4")).ShouldBe(600);
    }

    [Fact]
    public async Task A_section_that_cannot_be_cut_fails_alone_and_the_annotation_retries_it()
    {
        var archive = await rig.RecordedAsync("short", segments: 3);
        await rig.CreateAsync("beyond", "short", null, (0, 5), (25, 45));

        var split = await rig.UntilAsync("beyond", s => s.Recorded.Phase == "Failed", "the second section has failed");

        split.Recorded.Sections.Select(s => s.State).ShouldBe([SplitSectionState.Completed, SplitSectionState.Failed]);
        split.Recorded.Conditions.Single(c => c.Type == ConditionTypes.Stalled).Message.ShouldBe(
            "1 of 2 sections are cut, 1 failed. Section 1: spec.sections[1].end: Invalid value: \"45\": must be within the session's recording, which ends at 30 s. "
            + "Create another ArchiveSplit with another value of spec.sections[1].end: the spec cannot be edited.");
        await rig.StoreAsync(archive, 3);
        await rig.StoreAsync(archive, 4);
        await rig.Client.PatchAsync(OnairResources.ArchiveSplits, "beyond", rig.Name, Patch.Merge("""{"metadata":{"annotations":{"onair.dev/retry":"1"}}}"""));
        (await rig.ReadyAsync("beyond")).Recorded.Sections[1].DurationSeconds.ShouldNotBeNull().ShouldBe(20, 0.001);
    }

    [Fact]
    public async Task A_splitter_that_fails_is_run_again_with_a_pause_and_its_last_lines_are_told_in_the_end()
    {
        await rig.RecordedAsync("bad");
        rig.Jobs.During = (name, splitter) => name.StartsWith("doomed-", StringComparison.Ordinal) && name.Split('-')[^2] == "1" ? splitter.KillAsync() : Task.CompletedTask;
        await rig.CreateAsync("doomed", "bad", null, (0, 5), (5, 10), (10, 15));

        var split = await rig.UntilAsync("doomed", s => s.Recorded.Phase == "Failed", "one section has failed");

        split.Recorded.Sections.Select(s => s.State).ShouldBe([SplitSectionState.Completed, SplitSectionState.Failed, SplitSectionState.Completed]);
        split.Recorded.Sections[1].Attempts.ShouldBe(4);
        rig.Jobs.Ran.Count(j => j.StartsWith("doomed-", StringComparison.Ordinal)).ShouldBe(6);
        await rig.Streams.EventAsync("doomed", "SectionFailed");
        await Eventually.ShouldBeAsync(async () => !(await rig.LeftoversAsync()).Any(l => l.Contains("doomed", StringComparison.Ordinal)), "nothing is left of the attempts");
    }

    [Theory]
    [InlineData(DeletionPolicy.Delete)]
    [InlineData(DeletionPolicy.Retain)]
    public async Task Deletion_ends_the_work_and_keeps_or_removes_the_outputs(DeletionPolicy policy)
    {
        var name = $"gone-{policy}".ToLowerInvariant();
        await rig.RecordedAsync(name);
        rig.Jobs.Before = job => job.Contains($"{name}-", StringComparison.Ordinal) && job.Split('-')[^2] == "1" ? Task.Delay(Timeout.Infinite) : Task.CompletedTask;
        await rig.CreateAsync(name, name, s => s.DeletionPolicy = policy, (0, 5), (5, 10));
        await rig.UntilAsync(name, s => s.Recorded.Sections is [{ State: SplitSectionState.Completed }, { State: SplitSectionState.Running, JobId: not null }], "one is cut, one runs");

        await rig.DeletedAsync(name);

        (await rig.LeftoversAsync()).Where(l => l.Contains(name, StringComparison.Ordinal)).ShouldBeEmpty();
        (await rig.OutputsAsync(name, name)).Where(k => k.EndsWith(".mp4", StringComparison.Ordinal)).ShouldBe(policy == DeletionPolicy.Retain ? ["index_0.mp4"] : []);
        var kept = (await rig.S3.ListObjectsV2Async(new() { BucketName = SplitRig.Bucket, Prefix = $"shows/{rig.Name}/{name}/a/" })).S3Objects.Select(o => Path.GetFileName(o.Key)).ToList();
        kept.Count(k => k.EndsWith(".ts", StringComparison.Ordinal)).ShouldBe(6, "the recording stays");
        kept.ShouldContain("archive.000000.gops.json", "and its index");
    }

    [Fact]
    public async Task Neither_overwrites_nor_deletes_a_foreign_object()
    {
        await rig.RecordedAsync("taken");
        await rig.S3.PutObjectAsync(new() { BucketName = SplitRig.Bucket, Key = $"shows/{rig.Name}/taken/mine/index_0.mp4", ContentBody = "precious" });
        await rig.CreateAsync("mine", "taken", null, (0, 5));

        var split = await rig.UntilAsync("mine", s => s.Recorded.Phase == "Failed", "the name is taken");

        split.Recorded.Sections[0].Message.ShouldBe($"s3://{SplitRig.Bucket}/shows/{rig.Name}/taken/mine/index_0.mp4 exists and does not belong to this ArchiveSplit; create another ArchiveSplit with another spec.nameModifier");
        await rig.DeletedAsync("mine");
        (await rig.OutputsAsync("taken", "mine")).ShouldBe(["index_0.mp4"]);
    }

    [Fact]
    public async Task Outputs_go_to_the_bucket_that_is_asked_for()
    {
        await rig.RecordedAsync("other");
        await rig.CreateAsync("elsewhere", "other", s => s.Output = new() { Bucket = SplitRig.OutputBucket }, (0, 5));
        (await rig.ReadyAsync("elsewhere")).Recorded.OutputPath.ShouldBe($"s3://{SplitRig.OutputBucket}/shows/{rig.Name}/other/elsewhere");
        (await rig.OutputsAsync("other", "elsewhere", SplitRig.OutputBucket)).ShouldBe(["index_0.m3u8", "index_0.mp4"]);
    }

    [Fact]
    public async Task A_pod_gets_no_credentials_and_its_plan_goes_with_its_Job()
    {
        await rig.RecordedAsync("secret");
        rig.Jobs.Before = job => job.StartsWith("hush-", StringComparison.Ordinal) ? Task.Delay(Timeout.Infinite) : Task.CompletedTask;
        await rig.CreateAsync("hush", "secret", null, (0, 5));
        var split = await rig.UntilAsync("hush", s => s.Recorded.Sections is [{ JobId: not null }], "the Job is there");

        var job = await rig.Kubernetes.BatchV1.ReadNamespacedJobAsync(split.Recorded.Sections[0].JobId!, rig.Name);
        JsonSerializer.Serialize(job, BuiltInResources.Jobs.TypeInfo).ShouldNotContain(EmulatorProcess.SecretAccessKey);
        var plan = await rig.Kubernetes.CoreV1.ReadNamespacedSecretAsync(job.Metadata.Name, rig.Name);
        plan.Metadata.OwnerReferences.ShouldNotBeNull().ShouldHaveSingleItem().Uid.ShouldBe(job.Metadata.Uid);
        await rig.DeletedAsync("hush");
    }

    /// <summary>What a player gets of a playlist and the archive beside it.</summary>
    private async Task<int> PlayedFramesAsync(string stream, string[] playlist)
    {
        var folder = Directory.CreateTempSubdirectory("onair-playlist-");
        try
        {
            foreach (var uri in playlist.Where(l => l.StartsWith("../", StringComparison.Ordinal)).Distinct())
            {
                var file = Path.Combine(folder.FullName, uri[3..]);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                using var segment = await rig.S3.GetObjectAsync(SplitRig.Bucket, $"shows/{rig.Name}/{stream}/{uri[3..]}");
                await segment.WriteResponseStreamToFileAsync(file, append: false, CancellationToken.None);
            }

            var list = Path.Combine(folder.CreateSubdirectory("cut").FullName, "index_0.m3u8");
            await File.WriteAllLinesAsync(list, playlist);
            using var ffprobe = Tool.Start("ffprobe", ["-v", "error", "-count_frames", "-select_streams", "v:0", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0", list]);
            return int.Parse((await ffprobe.StandardOutput.ReadToEndAsync()).Split('\n')[0].Trim(','), System.Globalization.CultureInfo.InvariantCulture);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<int> FramesAsync(string output)
    {
        using var stored = await rig.S3.GetObjectAsync(SplitRig.Bucket, $"shows/{rig.Name}/{output}");
        stored.HttpStatusCode.ShouldBe(HttpStatusCode.OK);
        using var bytes = new MemoryStream();
        await stored.ResponseStream.CopyToAsync(bytes);
        var frames = await Tool.ProbeAsync(bytes.ToArray(), "-count_frames", "-select_streams", "v", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0");
        return int.Parse(frames.Trim(','), System.Globalization.CultureInfo.InvariantCulture);
    }
}
