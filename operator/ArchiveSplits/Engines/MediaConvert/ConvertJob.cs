using Amazon.MediaConvert;
using Amazon.MediaConvert.Model;
using Onair.Api.MediaProviders;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Recordings.Sessions;
using Onair.Recordings.Ts;

namespace Onair.Operator.ArchiveSplits.Engines.MediaConvert;

/// <summary>The MediaConvert job of an attempt. Pure.</summary>
internal static class ConvertJob
{
    /// <summary>Number of the attempt, which distinguishes the jobs of a section.</summary>
    public const string AttemptTag = "onair.dev/attempt";

    private const string AudioSelector = "Audio Selector 1";
    private const int LeastBitrate = 1_000_000;
    private const int MostBitrate = 50_000_000;

    /// <summary>The request to CreateJob.</summary>
    public static CreateJobRequest Of(SectionWork work, Coverage.Ready what, MediaConvertSpec spec)
    {
        var hasAudio = what.SegmentRanges.Any(s => s.Segment.Index.AudioPid >= 0);
        return new CreateJobRequest
        {
            ClientRequestToken = $"{work.Split.Uid}-{work.Position}-{work.Attempt}",
            Role = spec.RoleArn,
            Queue = spec.Queue,
            JobTemplate = spec.JobTemplate,
            Tags = Tags(work),
            // ListJobs returns these, but no tags.
            UserMetadata = Tags(work),
            Settings = new JobSettings
            {
                TimecodeConfig = new TimecodeConfig { Source = TimecodeSource.ZEROBASED },
                Inputs = [.. Inputs(work.Archive.Bucket, what.SegmentRanges, hasAudio)],
                OutputGroups = [Group(work, spec.JobTemplate is null ? [Output(MaxBitrate(what.SegmentRanges), hasAudio)] : [])],
            },
        };
    }

    /// <summary>The tags that together prove that a job belongs to this attempt.</summary>
    public static Dictionary<string, string> Tags(SectionWork work) => new(work.Tags, StringComparer.Ordinal) { [AttemptTag] = $"{work.Attempt}" };

    /// <summary>Whether a job's tags, or its user metadata, match this attempt.</summary>
    public static bool IsOf(SectionWork work, IReadOnlyDictionary<string, string>? tags) =>
        tags is not null && Tags(work).All(t => tags.TryGetValue(t.Key, out var value) && value == t.Value);

    private static IEnumerable<Input> Inputs(string bucket, IReadOnlyList<SegmentRange> ranges, bool hasAudio)
    {
        var clips = ranges.Select(s => (SegmentRange: s, Clip: FrameClip.Of(s))).Where(c => c.Clip is not null).ToList();
        if (clips.Count == 0) clips = [(ranges[0], FrameClip.Shown(ranges[0]))];
        return clips.Select(c => new Input
        {
            FileInput = $"s3://{bucket}/{c.SegmentRange.Segment.Key}",
            // Clips are given by frame number, whatever timecodes the recording contains.
            TimecodeSource = InputTimecodeSource.ZEROBASED,
            VideoSelector = new VideoSelector(),
            AudioSelectors = hasAudio ? new() { [AudioSelector] = new AudioSelector { DefaultSelection = AudioDefaultSelection.DEFAULT } } : null,
            InputClippings = c.Clip is { Start: null, End: null } ? null : [new InputClipping { StartTimecode = c.Clip!.Start, EndTimecode = c.Clip.End }],
        });
    }

    // Without outputs, those of the template's first group are used. AWS's own video-on-demand solution sets destinations in the same way.
    private static OutputGroup Group(SectionWork work, List<Output> outputs) => new()
    {
        Name = "File Group",
        OutputGroupSettings = new OutputGroupSettings
        {
            Type = OutputGroupType.FILE_GROUP_SETTINGS,
            FileGroupSettings = new FileGroupSettings { Destination = Destination(work) },
        },
        Outputs = outputs,
    };

    // MediaConvert adds the extension.
    private static string Destination(SectionWork work) => work.Output.ToString()[..^".mp4".Length];

    private static Output Output(int maxBitrate, bool hasAudio) => new()
    {
        ContainerSettings = new ContainerSettings { Container = ContainerType.MP4, Mp4Settings = new Mp4Settings { MoovPlacement = Mp4MoovPlacement.PROGRESSIVE_DOWNLOAD } },
        VideoDescription = new VideoDescription
        {
            CodecSettings = new VideoCodecSettings
            {
                Codec = VideoCodec.H_264,
                H264Settings = new H264Settings
                {
                    RateControlMode = H264RateControlMode.QVBR,
                    MaxBitrate = maxBitrate,
                    QualityTuningLevel = H264QualityTuningLevel.SINGLE_PASS_HQ,
                    FramerateControl = H264FramerateControl.INITIALIZE_FROM_SOURCE,
                },
            },
        },
        AudioDescriptions = !hasAudio ? null :
        [
            new AudioDescription
            {
                AudioSourceName = AudioSelector,
                CodecSettings = new AudioCodecSettings
                {
                    Codec = AudioCodec.AAC,
                    AacSettings = new AacSettings { Bitrate = 128_000, CodingMode = AacCodingMode.CODING_MODE_2_0, SampleRate = 48_000 },
                },
            },
        ],
    };

    // Twice the recording's bitrate is enough to re-encode it without visible loss.
    private static int MaxBitrate(IReadOnlyList<SegmentRange> ranges)
    {
        var (bits, ticks) = (ranges.Sum(s => s.Segment.Index.Bytes * 8.0), ranges.Sum(s => (double)s.Segment.Index.Ticks));
        return (int)Math.Clamp(2 * bits * TsClock.Rate / ticks, LeastBitrate, MostBitrate);
    }
}
