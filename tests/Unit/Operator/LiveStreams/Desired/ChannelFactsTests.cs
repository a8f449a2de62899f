using Amazon.MediaLive.Model;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Desired;

namespace Onair.Tests.Unit.Operator.LiveStreams.Desired;

/// <summary>Channels that somebody else made are compared like our own.</summary>
public sealed class ChannelFactsTests
{
    private static readonly LiveStreamSpec Spec = new();

    [Fact]
    public void A_channel_without_anything_differs_in_every_field() =>
        Differences(null).ShouldContain("spec.archive.segmentSeconds");

    [Fact]
    public void Names_may_be_missing_or_repeat()
    {
        var foreign = new EncoderSettings
        {
            VideoDescriptions = [new() { Width = 1280, Height = 720 }, new() { Name = "v", Width = 640 }, new() { Name = "v" }],
            AudioDescriptions = [new(), new() { Name = "a" }, new() { Name = "a" }, new() { AudioSelectorName = "english" }],
            OutputGroups = [new(), new() { OutputGroupSettings = new() { HlsGroupSettings = new() } }],
        };

        Differences(foreign).ShouldContain("spec.encoder.renditions[0].bitrate");
    }

    [Fact]
    public void Two_recordings_are_not_one_of_the_declared_length()
    {
        var twice = ChannelSettings.Encoder(Spec);
        twice.OutputGroups.Add(new() { OutputGroupSettings = new() { ArchiveGroupSettings = new() { RolloverInterval = Spec.Archive.SegmentSeconds } } });

        Differences(twice).ShouldBe(["spec.archive.segmentSeconds"]);
    }

    [Fact]
    public void An_additional_foreign_output_is_not_a_difference()
    {
        var more = ChannelSettings.Encoder(Spec);
        more.OutputGroups.Add(new() { Name = "elsewhere", OutputGroupSettings = new() { RtmpGroupSettings = new() } });

        Differences(more).ShouldBeEmpty();
    }

    [Fact]
    public void Every_restart_of_a_pipeline_records_to_names_of_its_own()
    {
        var archive = ChannelSettings.Encoder(Spec).OutputGroups.Single(g => g.OutputGroupSettings.ArchiveGroupSettings is not null);

        archive.Outputs.ShouldHaveSingleItem().OutputSettings.ArchiveOutputSettings.NameModifier.ShouldBe("_$dt$");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-high")]
    public void A_channel_of_an_earlier_version_is_outdated_and_as_declared(string? modifier)
    {
        var former = ChannelSettings.Encoder(Spec);
        former.OutputGroups[1].Outputs[0].OutputSettings.ArchiveOutputSettings.NameModifier = modifier;

        ChannelFacts.Outdated(ChannelSettings.Encoder(Spec), former).ShouldBe(["archive nameModifier"]);
        Differences(former).ShouldBeEmpty();
        ChannelFacts.Outdated(ChannelSettings.Encoder(Spec), ChannelSettings.Encoder(Spec)).ShouldBeEmpty();
    }

    private static IReadOnlyList<string> Differences(EncoderSettings? actual)
    {
        var (inputs, destinations) = (ChannelSettings.InputAttachments("i"), ChannelSettings.Destinations(Spec, "p", "s3://b/x-1"));
        return ChannelFacts.Differences((ChannelSettings.Encoder(Spec), inputs, destinations, "role"), (actual, inputs, destinations, "role"));
    }
}
