using Amazon.MediaLive;
using Amazon.MediaLive.Model;

namespace Onair.Tests.Integration.Aws;

/// <summary>The smallest channel that can run: one rendition, recorded into the seeded bucket.</summary>
internal static class Channels
{
    public static List<OutputDestination> Destinations(string name) =>
        [new() { Id = "archive", Settings = [new() { Url = $"s3ssl://{AwsEmulator.Bucket}/{name}/segment" }] }];

    public static CreateChannelRequest Archive(string name, string input) => new()
    {
        Name = name,
        ChannelClass = ChannelClass.SINGLE_PIPELINE,
        RoleArn = $"arn:aws:iam::{AwsEmulator.AccountId}:role/medialive",
        InputAttachments = [new() { InputId = input, InputAttachmentName = "main" }],
        InputSpecification = new() { Codec = InputCodec.AVC, MaximumBitrate = InputMaximumBitrate.MAX_10_MBPS, Resolution = InputResolution.HD },
        Destinations = Destinations(name),
        EncoderSettings = new()
        {
            TimecodeConfig = new() { Source = TimecodeConfigSource.SYSTEMCLOCK },
            AudioDescriptions =
            [
                new() { Name = "audio", AudioSelectorName = "default", CodecSettings = new() { AacSettings = new() { Bitrate = 96000, SampleRate = 48000 } } },
            ],
            VideoDescriptions =
            [
                new()
                {
                    Name = "video",
                    Width = 320,
                    Height = 180,
                    CodecSettings = new() { H264Settings = new() { Bitrate = 200_000, GopSize = 2, GopSizeUnits = H264GopSizeUnits.SECONDS } },
                },
            ],
            OutputGroups =
            [
                new()
                {
                    Name = "archive",
                    OutputGroupSettings = new() { ArchiveGroupSettings = new() { Destination = new() { DestinationRefId = "archive" }, RolloverInterval = 300 } },
                    Outputs =
                    [
                        new()
                        {
                            OutputName = "recording",
                            VideoDescriptionName = "video",
                            AudioDescriptionNames = ["audio"],
                            OutputSettings = new() { ArchiveOutputSettings = new() { ContainerSettings = new() { M2tsSettings = new() } } },
                        },
                    ],
                },
            ],
        },
    };
}
