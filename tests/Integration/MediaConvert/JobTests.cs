using Amazon.MediaConvert;
using Amazon.MediaConvert.Model;

namespace Onair.Tests.Integration.MediaConvert;

/// <summary>Jobs of the real emulator with real video.</summary>
public sealed class JobTests(ConvertStudio studio) : IClassFixture<ConvertStudio>
{
    [Fact]
    public async Task A_clip_across_segments_has_just_its_frames_and_their_sound()
    {
        var job = await studio.OverAsync(await studio.CreateAsync(
            "across", height: null, ("first/0.ts", "00:00:01:10", null), ("first/1.ts", null, null), ("first/2.ts", null, "00:00:01:02")));

        job.Status.ShouldBe(JobStatus.COMPLETE, job.ErrorMessage);
        var detail = job.OutputGroupDetails.ShouldHaveSingleItem().OutputDetails.ShouldHaveSingleItem();
        (detail.VideoDetails.WidthInPx, detail.VideoDetails.HeightInPx).ShouldBe((192, 32));
        detail.DurationInMs.ShouldBe(3767);
        var file = await studio.FetchAsync("across");
        (await MarkedVideo.NumbersAsync(file)).ShouldBe(Enumerable.Range(40, 113));
        await TicksAreAtAsync(file, 20 / 30.0, 50 / 30.0, 80 / 30.0, 110 / 30.0);
        (await MarkedVideo.ProbeAsync(file, "-show_entries", "stream=codec_name,avg_frame_rate")).ShouldBe("h264,30/1\naac,0/0");
    }

    [Fact]
    public async Task Inputs_whose_clocks_do_not_go_on_are_joined_frame_by_frame()
    {
        var job = await studio.OverAsync(await studio.CreateAsync(
            "joined", height: null,
            ("first/1.ts", "00:00:00:15", "00:00:01:14"), ("second/0.ts", null, "00:00:01:09"), ("second/1.ts", "00:00:00:20", null), ("first/0.ts", "00:00:00:07", "00:00:00:07")));

        job.Status.ShouldBe(JobStatus.COMPLETE, job.ErrorMessage);
        var file = await studio.FetchAsync("joined");
        (await MarkedVideo.NumbersAsync(file)).ShouldBe([.. Enumerable.Range(75, 30), .. Enumerable.Range(1000, 40), .. Enumerable.Range(1080, 40), 7]);
        // Frame 90 of the first recording; frames 0, 30 and 90 of the second.
        await TicksAreAtAsync(file, 15 / 30.0, 30 / 30.0, 60 / 30.0, 80 / 30.0);
    }

    [Fact]
    public async Task A_job_whose_input_is_missing_fails_like_at_AWS()
    {
        var job = await studio.OverAsync(await studio.CreateAsync("missing", height: null, ("first/0.ts", null, null), ("first/9.ts", null, null)));

        job.Status.ShouldBe(JobStatus.ERROR);
        job.ErrorCode.ShouldBe(1404);
        job.ErrorMessage.ShouldBe(
            "Unable to open input file [s3://archive/first/9.ts]: [Failed probe/open: [Can't read input stream: [Failed to read data: HeadObject failed]]]");
        (await studio.OutputsAsync("missing")).ShouldBe(0);
    }

    [Fact]
    public async Task A_clip_that_the_input_does_not_have_fails()
    {
        var job = await studio.OverAsync(await studio.CreateAsync("beyond", height: null, ("first/0.ts", null, "00:00:02:00")));

        job.Status.ShouldBe(JobStatus.ERROR);
        job.ErrorCode.ShouldBe(1060);
    }

    [Fact]
    public async Task A_job_that_is_canceled_midway_leaves_no_output()
    {
        var job = await LongAsync("canceled");
        await studio.Convert.CancelJobAsync(new() { Id = job.Id });

        job = await studio.OverAsync(job);
        job.Status.ShouldBe(JobStatus.CANCELED);
        // Another job is done by the same process meanwhile, to its end.
        (await studio.OverAsync(await studio.CreateAsync("after", height: null, ("first/0.ts", null, null)))).Status.ShouldBe(JobStatus.COMPLETE);
        (await studio.OutputsAsync("canceled")).ShouldBe(0);
        Directory.EnumerateFileSystemEntries(Path.Combine(studio.Emulator.Data, "media", "convert")).ShouldNotContain(f => f.Contains(job.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_survives_the_end_of_the_emulator()
    {
        var job = await LongAsync("survivor");
        await studio.Emulator.KillAsync();
        await studio.Emulator.StartAsync();

        (await studio.OutputsAsync("survivor")).ShouldBe(0);
        job = await studio.OverAsync(job);
        job.Status.ShouldBe(JobStatus.COMPLETE, job.ErrorMessage);
        (await MarkedVideo.NumbersAsync(await studio.FetchAsync("survivor"))).ShouldBe(Enumerable.Range(0, 180));
    }

    private static async Task TicksAreAtAsync(string file, params double[] expected)
    {
        var ticks = await MarkedVideo.TicksAsync(file);
        ticks.Count.ShouldBe(expected.Length, string.Join(' ', ticks));
        foreach (var (tick, at) in ticks.Zip(expected)) tick.ShouldBe(at, 0.005);
    }

    /// <summary>A job that takes its time, at work: its picture is blown up.</summary>
    private async Task<Job> LongAsync(string name)
    {
        var job = await studio.CreateAsync(name, height: 480, ("first/0.ts", null, null), ("first/1.ts", null, null), ("first/2.ts", null, null));
        await studio.UntilAsync(job, j => j.CurrentPhase == JobPhase.TRANSCODING && j.JobPercentComplete > 0);
        return job;
    }
}
