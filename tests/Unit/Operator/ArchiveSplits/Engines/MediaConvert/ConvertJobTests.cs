using Amazon.MediaConvert;
using Amazon.MediaConvert.Model;
using Onair.Api.ArchiveSplits;
using Onair.Api.MediaProviders;
using Onair.Operator.ArchiveSplits;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Operator.ArchiveSplits.Engines;
using Onair.Operator.ArchiveSplits.Engines.MediaConvert;
using Onair.Operator.AwsAccounts;
using Onair.Recordings.Index;
using Onair.Recordings.Sessions;
using Onair.Tests.Unit.Recordings;

namespace Onair.Tests.Unit.Operator.ArchiveSplits.Engines.MediaConvert;

public sealed class ConvertJobTests : IDisposable
{
    private const string Role = "arn:aws:iam::000000000000:role/convert";

    private readonly ProviderAccount _account = new("p", new AwsSpec { Region = "eu-central-1" }, new Amazon.Runtime.AnonymousAWSCredentials());

    public void Dispose() => _account.Dispose();

    [Fact]
    public void A_section_is_a_job_with_the_segments_it_needs_clipped_at_both_ends()
    {
        var job = ConvertJob.Of(Work(), Ready(5.5, 25), new() { RoleArn = Role, Queue = "night" });

        job.Role.ShouldBe(Role);
        job.Queue.ShouldBe("night");
        job.JobTemplate.ShouldBeNull();
        job.ClientRequestToken.ShouldBe("01234567-89ab-cdef-0123-456789abcdef-7-2");
        job.ClientRequestToken.Length.ShouldBeLessThanOrEqualTo(64);
        job.Settings.Inputs.Select(i => (i.FileInput, Clip(i))).ShouldBe(
        [
            ("s3://recordings/show/a/archive.000000.ts", "00:00:05:15 - "),
            ("s3://recordings/show/a/archive.000001.ts", ""),
            ("s3://recordings/show/a/archive.000002.ts", " - 00:00:04:29"),
        ]);
        job.Settings.Inputs.ShouldAllBe(i => i.TimecodeSource == InputTimecodeSource.ZEROBASED && i.AudioSelectors.Count == 1);
        var group = job.Settings.OutputGroups.ShouldHaveSingleItem();
        group.OutputGroupSettings.FileGroupSettings.Destination.ShouldBe("s3://output/show/talk/index_7");
        var output = group.Outputs.ShouldHaveSingleItem();
        output.ContainerSettings.Container.ShouldBe(ContainerType.MP4);
        output.ContainerSettings.Mp4Settings.MoovPlacement.ShouldBe(Mp4MoovPlacement.PROGRESSIVE_DOWNLOAD);
        output.VideoDescription.Height.ShouldBeNull("the recording's size");
        output.VideoDescription.CodecSettings.H264Settings.RateControlMode.ShouldBe(H264RateControlMode.QVBR);
        output.VideoDescription.CodecSettings.H264Settings.MaxBitrate.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(1_000_000);
        output.AudioDescriptions.ShouldHaveSingleItem();
    }

    [Fact]
    public void Its_tags_say_whose_it_is_and_so_does_what_a_list_tells()
    {
        var job = ConvertJob.Of(Work(), Ready(0, 10), new() { RoleArn = Role });

        job.Tags.ShouldBe(new Dictionary<string, string>
        {
            ["onair.dev/uid"] = "01234567-89ab-cdef-0123-456789abcdef",
            ["onair.dev/resource"] = "ArchiveSplit/shows/talk",
            ["onair.dev/cluster"] = "c",
            ["onair.dev/section"] = "7",
            ["onair.dev/attempt"] = "2",
        });
        job.UserMetadata.ShouldBe(job.Tags);
        ConvertJob.IsOf(Work(), job.Tags).ShouldBeTrue();
        ConvertJob.IsOf(Work(), new Dictionary<string, string>(job.Tags) { ["more"] = "x" }).ShouldBeTrue();
        foreach (var tag in job.Tags.Keys) ConvertJob.IsOf(Work(), new Dictionary<string, string>(job.Tags) { [tag] = "9" }).ShouldBeFalse(tag);
        ConvertJob.IsOf(Work(), null).ShouldBeFalse();
    }

    [Fact]
    public void The_outputs_are_the_templates_where_there_is_one()
    {
        var job = ConvertJob.Of(Work(), Ready(0, 10), new() { RoleArn = Role, JobTemplate = "small" });

        job.JobTemplate.ShouldBe("small");
        var group = job.Settings.OutputGroups.ShouldHaveSingleItem();
        group.OutputGroupSettings.FileGroupSettings.Destination.ShouldBe("s3://output/show/talk/index_7");
        group.Outputs.ShouldBeEmpty();
    }

    [Fact]
    public void A_recording_without_sound_has_no_sound_asked_for()
    {
        var ready = Ready(0, 10);
        ready = ready with { SegmentRanges = [.. ready.SegmentRanges.Select(s => s with { Segment = s.Segment with { Index = s.Segment.Index with { AudioPid = -1 } } })] };

        var job = ConvertJob.Of(Work(), ready, new() { RoleArn = Role });

        job.Settings.Inputs.ShouldAllBe(i => i.AudioSelectors == null);
        job.Settings.OutputGroups[0].Outputs[0].AudioDescriptions.ShouldBeNull();
    }

    [Theory]
    [InlineData(30, 1, 0, 10, null, null)]
    [InlineData(30, 1, 5, 10, "00:00:05:00", null)]
    [InlineData(30, 1, 0, 5, null, "00:00:04:29")]
    [InlineData(30, 1, 1.01, 1.1, "00:00:01:01", "00:00:01:02")]
    [InlineData(30, 1, 1.01, 1.2, "00:00:01:01", "00:00:01:05")]
    [InlineData(30, 1, 3, 3.0333, "00:00:03:00", "00:00:03:00")]
    [InlineData(25, 1, 9.96, 10, "00:00:09:24", null)]
    [InlineData(50, 1, 2, 3, "00:00:02:00", "00:00:02:49")]
    [InlineData(30_000, 1001, 1.001, 2.002, "00:00:01:00", "00:00:01:29")]
    [InlineData(24_000, 1001, 1.001, 2.002, "00:00:01:00", "00:00:01:23")]
    [InlineData(60_000, 1001, 8.008, 10.01, "00:00:08:00", null)]
    public void The_first_frame_is_at_or_behind_the_start_and_the_last_before_the_end(
        int numerator, int denominator, double from, double to, string? start, string? end)
    {
        var clip = FrameClip.Of(SegmentRange(numerator, denominator, from, to)).ShouldNotBeNull();
        (clip.Start, clip.End).ShouldBe((start, end));
    }

    [Fact]
    public void A_section_between_two_frames_is_the_frame_that_is_shown_then()
    {
        var range = SegmentRange(30, 1, 1.01, 1.02);
        FrameClip.Of(range).ShouldBeNull();

        var job = ConvertJob.Of(Work(), new Coverage.Ready(1.01, 1.02, [range], [], 0, null), new() { RoleArn = Role });

        Clip(job.Settings.Inputs.ShouldHaveSingleItem()).ShouldBe("00:00:01:00 - 00:00:01:00");
    }

    [Fact]
    public void A_timecode_of_a_long_segment_has_hours() =>
        new FrameClip((((3 * 60) + 4) * 60 * 30) + (5 * 30) + 6, 999_998, 1_000_000, 30).Start.ShouldBe("03:04:05:06");

    public static TheoryData<string, string> States => new()
    {
        { "SUBMITTED", "Working { Percent = 0, Message = MediaConvert job 1-a waits in queue night, Obstacle =  }" },
        { "PROGRESSING", "Working { Percent = 40, Message = , Obstacle =  }" },
        { "CANCELED", "Failed { Message = MediaConvert job 1-a was canceled outside Onair, Final = True }" },
        { "ERROR", "Failed { Message = MediaConvert error 1404: Unable to open input file, Final = False }" },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void A_jobs_status_is_what_there_is_of_the_attempt(string status, string view) => ConvertJobState.Of(new Job
    {
        Id = "1-a",
        Status = status,
        Queue = "arn:aws:mediaconvert:eu-central-1:000000000000:queues/night",
        JobPercentComplete = 40,
        ErrorCode = 1404,
        ErrorMessage = "Unable to open input file",
    }).ToString().ShouldBe(view);

    [Fact]
    public void A_complete_job_has_encoded_all_and_says_how_long_it_is()
    {
        var done = new Job { Status = JobStatus.COMPLETE, OutputGroupDetails = [new() { OutputDetails = [new() { DurationInMs = 19_500 }] }] };
        ConvertJobState.Of(done).ShouldBe(new EngineView.Succeeded(new SectionOutput { Seconds = 19.5, Method = "Encoded" }));
        ConvertJobState.Of(new Job { Status = JobStatus.COMPLETE }).ShouldBe(new EngineView.Succeeded(new SectionOutput { Method = "Encoded" }));
    }

    [Fact]
    public void Only_a_job_with_the_uid_the_section_and_the_attempt_is_the_attempts()
    {
        var (work, job) = (Work(), new Job { Id = "1-a" });

        OwnedJob.Of(work, job, ConvertJob.Tags(work)).ShouldNotBeNull().Id.ShouldBe("1-a");

        OwnedJob.Of(work, job, null).ShouldBeNull("whoever may write a status could record any id");
        foreach (var tag in ConvertJob.Tags(work).Keys)
            OwnedJob.Of(work, job, new Dictionary<string, string>(ConvertJob.Tags(work)) { [tag] = "another" }).ShouldBeNull(tag);
    }

    private static Coverage.Ready Ready(double start, double end)
    {
        var recording = SessionTimeline.Of([.. Enumerable.Range(0, 6).Select(i => Tape.Segment("a", i, i * 10))]);
        return new(start, end, recording.Cut(Onair.Recordings.Sessions.SegmentRange.TicksOf(start), Onair.Recordings.Sessions.SegmentRange.TicksOf(end)), [], 0, null);
    }

    /// <summary>A part of a segment of about ten seconds, at a frame rate.</summary>
    private static SegmentRange SegmentRange(int numerator, int denominator, double from, double to)
    {
        var frames = (int)Math.Round(10.0 * numerator / denominator);
        var perGroup = (int)Math.Round((double)numerator / denominator);
        long At(int frame) => (long)Math.Round(frame * 90_000.0 * denominator / numerator);
        var segment = Tape.Segment("a", 0, 0);
        var gops = Enumerable.Range(0, frames / perGroup).Select(g => new Gop(g * 188, 188, At(g * perGroup), perGroup));
        segment = segment with { Index = segment.Index with { Ticks = At(frames), Gops = [.. gops] } };
        return new SegmentRange(segment, 0, Onair.Recordings.Sessions.SegmentRange.TicksOf(from), Math.Min(At(frames), Onair.Recordings.Sessions.SegmentRange.TicksOf(to)), false);
    }

    private static string Clip(Input input) =>
        input.InputClippings is null ? "" : input.InputClippings.Select(c => $"{c.StartTimecode} - {c.EndTimecode}").ShouldHaveSingleItem();

    private SectionWork Work()
    {
        var split = new ArchiveSplit
        {
            ApiVersion = "onair.dev/v1alpha1",
            Kind = "ArchiveSplit",
            Metadata = new() { Name = "talk", NamespaceProperty = "shows", Uid = "01234567-89ab-cdef-0123-456789abcdef" },
            Spec = new() { NameModifier = "talk" },
        };
        split = split.With(new()
        {
            ArchivePath = "s3://recordings/show",
            OutputPath = "s3://output/show/talk",
            Sections = [.. Enumerable.Range(0, 8).Select(i => new SplitSectionStatus { Position = i, Attempts = 2 })],
        });
        return new SectionWork(split, 7, _account, "c", OwnedArchive.Of(split, [split.Uid]));
    }
}
