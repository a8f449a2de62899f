using Amazon.CloudFront.Model;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Desired;

namespace Onair.Tests.Unit.Operator.LiveStreams.Desired;

/// <summary>What is declared, in AWS's terms.</summary>
public sealed class DesiredTests
{
    private static readonly Uri Playlist = new("https://abc.mediapackage.us-east-1.amazonaws.com/out/v1/0123/index.m3u8");

    [Theory]
    [InlineData(30, 30, 1)]
    [InlineData(25, 25, 1)]
    [InlineData(23.976, 24_000, 1001)]
    [InlineData(29.97, 30_000, 1001)]
    [InlineData(59.94, 60_000, 1001)]
    [InlineData(12.5, 12_500, 1000)]
    public void A_frame_rate_is_a_fraction(double rate, int numerator, int denominator) =>
        FrameRate.ToFraction(rate).ShouldBe((numerator, denominator));

    [Theory]
    [InlineData(InputRedundancy.Single, 1)]
    [InlineData(InputRedundancy.Standard, 2)]
    public void Each_pipeline_records_to_a_destination_of_its_own(InputRedundancy redundancy, int count)
    {
        var destinations = ArchivePath.Destinations("s3://b/x-1", redundancy);

        destinations.Count.ShouldBe(count);
        destinations.ShouldBeUnique();
        destinations[0].ShouldBe("s3ssl://b/x-1/a/archive");
        ArchivePath.FolderOf(destinations[0]).ShouldBe("s3://b/x-1");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("rtmp://somewhere/else")]
    [InlineData("s3ssl://b/of-somebody-else")]
    public void A_destination_that_is_not_ours_has_no_folder(string? destination) => ArchivePath.FolderOf(destination).ShouldBeNull();

    [Fact]
    public void A_channel_as_declared_has_no_differences_whatever_the_order_of_the_answer()
    {
        var spec = new LiveStreamSpec();
        var answer = ChannelSettings.Encoder(spec);
        answer.VideoDescriptions.Reverse();
        answer.AudioDescriptions.Reverse();
        answer.OutputGroups.Reverse();

        Differences(spec, answer).ShouldBeEmpty();
    }

    [Fact]
    public void A_difference_is_named_as_in_the_spec()
    {
        var spec = new LiveStreamSpec();
        var other = spec with { Encoder = new() { GopSeconds = 4, Renditions = [spec.Encoder.Renditions[0] with { Bitrate = 3_000_000 }] } };

        Differences(other, ChannelSettings.Encoder(spec)).ShouldBe(
            ["spec.encoder.gopSeconds", "spec.encoder.renditions[0].bitrate", .. Fields(1)], ignoreOrder: true);
    }

    [Fact]
    public void A_behaviour_is_added_and_removed_without_touching_others()
    {
        var config = Foreign();

        StreamBehaviour.Put(config, Playlist, null);
        StreamBehaviour.IsAsDeclared(config, Playlist, null).ShouldBeTrue();
        StreamBehaviour.Put(config, Playlist, null);

        config.CacheBehaviors.Items.Select(b => b.PathPattern).ShouldBe(["/foreign/*", "/out/v1/0123/*"]);
        config.CacheBehaviors.Quantity.ShouldBe(2);
        config.Origins.Quantity.ShouldBe(2);

        StreamBehaviour.Remove(config, StreamBehaviour.PathPattern(Playlist));

        config.CacheBehaviors.Items.ShouldHaveSingleItem().PathPattern.ShouldBe("/foreign/*");
        config.Origins.Items.ShouldHaveSingleItem().Id.ShouldBe("site");
        config.Origins.Quantity.ShouldBe(1);
    }

    [Fact]
    public void An_origin_stays_while_another_stream_uses_it()
    {
        var other = new Uri(Playlist, "/out/v1/4567/index.m3u8");
        var config = Foreign();
        StreamBehaviour.Put(config, Playlist, null);
        StreamBehaviour.Put(config, other, null);

        StreamBehaviour.Remove(config, StreamBehaviour.PathPattern(Playlist));

        StreamBehaviour.IsAsDeclared(config, other, null).ShouldBeTrue();
    }

    private static IEnumerable<string> Fields(int rendition) =>
        new[] { "width", "height", "bitrate", "frameRate", "audioBitrate" }.Select(f => $"spec.encoder.renditions[{rendition}].{f}");

    private static IReadOnlyList<string> Differences(LiveStreamSpec declared, Amazon.MediaLive.Model.EncoderSettings actual)
    {
        var (inputs, destinations) = (ChannelSettings.InputAttachments("i"), ChannelSettings.Destinations(declared, "p", "s3://b/x-1"));
        return ChannelFacts.Differences((ChannelSettings.Encoder(declared), inputs, destinations, "role"), (actual, inputs, destinations, "role"));
    }

    private static DistributionConfig Foreign() => new()
    {
        Origins = new() { Quantity = 1, Items = [new() { Id = "site", DomainName = "site.example.com" }] },
        DefaultCacheBehavior = new() { TargetOriginId = "site" },
        CacheBehaviors = new() { Quantity = 1, Items = [new() { PathPattern = "/foreign/*", TargetOriginId = "site" }] },
    };
}
