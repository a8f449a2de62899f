using System.Globalization;
using Amazon.MediaLive;
using Amazon.MediaLive.Model;
using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.Desired;

/// <summary>The MediaLive channel settings that a spec declares, for creation and update alike.</summary>
internal static class ChannelSettings
{
    private const string PackageDestination = "package";
    private const string ArchiveDestination = "archive";
    private const string AudioSelector = "default";

    // MediaLive restarts pipelines by itself, and the counter in the names of segments with them; the time keeps the new segments from
    // overwriting the old ones. "Archive examples" in the user guide has the same modifier.
    private const string ArchiveNameModifier = "_$dt$";

    public static string InputAttachmentName => "input";

    public static ChannelClass Class(LiveStreamSpec spec) =>
        spec.Input.Redundancy == InputRedundancy.Standard ? ChannelClass.STANDARD : ChannelClass.SINGLE_PIPELINE;

    public static List<InputAttachment> InputAttachments(string inputId) =>
        [new() { InputId = inputId, InputAttachmentName = InputAttachmentName }];

    public static List<OutputDestination> Destinations(LiveStreamSpec spec, string packageChannelId, string archiveFolder) =>
    [
        new() { Id = PackageDestination, MediaPackageSettings = [new() { ChannelId = packageChannelId }] },
        new()
        {
            Id = ArchiveDestination,
            Settings = [.. ArchivePath.Destinations(archiveFolder, spec.Input.Redundancy).Select(url => new OutputDestinationSettings { Url = url })],
        },
    ];

    /// <summary>The folder that a channel with these destinations records to.</summary>
    public static string? ArchiveFolder(List<OutputDestination>? destinations) =>
        ArchivePath.FolderOf(destinations?.Find(d => d.Id == ArchiveDestination)?.Settings?.Select(s => s.Url).Order(StringComparer.Ordinal).FirstOrDefault());

    /// <summary>Describes the largest rendition, so that MediaLive allocates enough capacity for it.</summary>
    public static InputSpecification InputSpecification(LiveStreamSpec spec)
    {
        var top = spec.Encoder.Renditions.Max(r => r.Height);
        var bitrate = spec.Encoder.Renditions.Max(r => r.Bitrate);
        return new()
        {
            Codec = InputCodec.AVC,
            Resolution = top <= 576 ? InputResolution.SD : top <= 1080 ? InputResolution.HD : InputResolution.UHD,
            MaximumBitrate = bitrate <= 10_000_000 ? InputMaximumBitrate.MAX_10_MBPS
                : bitrate <= 20_000_000 ? InputMaximumBitrate.MAX_20_MBPS : InputMaximumBitrate.MAX_50_MBPS,
        };
    }

    public static EncoderSettings Encoder(LiveStreamSpec spec)
    {
        var renditions = spec.Encoder.Renditions.Select((r, i) => (Rendition: r, Name: Name(r, i))).ToList();
        return new()
        {
            TimecodeConfig = new() { Source = TimecodeConfigSource.SYSTEMCLOCK },
            VideoDescriptions = [.. renditions.Select(r => Video(r.Rendition, r.Name, spec.Encoder.GopSeconds))],
            AudioDescriptions = [.. renditions.Select(r => Audio(r.Rendition, r.Name))],
            OutputGroups = [Package(renditions.Select(r => r.Name)), Archive(renditions[0].Name, spec.Archive.SegmentSeconds)],
        };
    }

    // The number keeps names unique and sortable, whatever order MediaLive returns them in.
    private static string Name(RenditionSpec rendition, int index) => string.Create(CultureInfo.InvariantCulture, $"{index}-{rendition.Height}p");

    private static VideoDescription Video(RenditionSpec rendition, string name, int gopSeconds)
    {
        var (numerator, denominator) = FrameRate.ToFraction(rendition.FrameRate);
        return new()
        {
            Name = name,
            Width = rendition.Width,
            Height = rendition.Height,
            CodecSettings = new()
            {
                H264Settings = new()
                {
                    RateControlMode = H264RateControlMode.CBR,
                    Bitrate = rendition.Bitrate,
                    FramerateControl = H264FramerateControl.SPECIFIED,
                    FramerateNumerator = numerator,
                    FramerateDenominator = denominator,
                    GopSize = gopSeconds,
                    GopSizeUnits = H264GopSizeUnits.SECONDS,
                    GopClosedCadence = 1,
                    SceneChangeDetect = H264SceneChangeDetect.DISABLED,
                    ParControl = H264ParControl.SPECIFIED,
                    ParNumerator = 1,
                    ParDenominator = 1,
                },
            },
        };
    }

    private static AudioDescription Audio(RenditionSpec rendition, string name) => new()
    {
        Name = name,
        AudioSelectorName = AudioSelector,
        CodecSettings = new() { AacSettings = new() { Bitrate = rendition.AudioBitrate, SampleRate = 48_000 } },
    };

    private static OutputGroup Package(IEnumerable<string> names) => new()
    {
        Name = PackageDestination,
        OutputGroupSettings = new() { MediaPackageGroupSettings = new() { Destination = new() { DestinationRefId = PackageDestination } } },
        Outputs = [.. names.Select(name => Output(name, new() { MediaPackageOutputSettings = new() }))],
    };

    private static OutputGroup Archive(string name, int segmentSeconds) => new()
    {
        Name = ArchiveDestination,
        OutputGroupSettings = new()
        {
            ArchiveGroupSettings = new()
            {
                Destination = new() { DestinationRefId = ArchiveDestination },
                RolloverInterval = segmentSeconds,
            },
        },
        Outputs = [Output(name, new()
        {
            ArchiveOutputSettings = new() { ContainerSettings = new() { M2tsSettings = new() }, Extension = "ts", NameModifier = ArchiveNameModifier },
        }, ArchiveDestination)],
    };

    private static Output Output(string name, OutputSettings settings, string? outputName = null) => new()
    {
        OutputName = outputName ?? name,
        VideoDescriptionName = name,
        AudioDescriptionNames = [name],
        OutputSettings = settings,
    };
}
