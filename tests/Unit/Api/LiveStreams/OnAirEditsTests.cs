using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Desired;

namespace Onair.Tests.Unit.Api.LiveStreams;

/// <summary>The warning before an edit and the operator's comparison after it name the same fields.</summary>
public sealed class OnAirEditsTests
{
    private static readonly RenditionSpec Rendition = new() { Width = 640, Height = 360, Bitrate = 800_000 };

    public static TheoryData<LiveStreamSpec, string[]> Edits => new()
    {
        { new() { Encoder = new() { Renditions = [Rendition with { Width = 426 }] } }, ["spec.encoder.renditions[0].width"] },
        { new() { Encoder = new() { Renditions = [Rendition with { Height = 240 }] } }, ["spec.encoder.renditions[0].height"] },
        { new() { Encoder = new() { Renditions = [Rendition with { Bitrate = 400_000 }] } }, ["spec.encoder.renditions[0].bitrate"] },
        { new() { Encoder = new() { Renditions = [Rendition with { FrameRate = 29.97 }] } }, ["spec.encoder.renditions[0].frameRate"] },
        { new() { Encoder = new() { Renditions = [Rendition with { AudioBitrate = 64_000 }] } }, ["spec.encoder.renditions[0].audioBitrate"] },
        { new() { Encoder = new() { Renditions = [Rendition], GopSeconds = 4 } }, ["spec.encoder.gopSeconds"] },
        { new() { Encoder = new() { Renditions = [Rendition] }, Archive = new() { SegmentSeconds = 60 } }, ["spec.archive.segmentSeconds"] },
        { new() { Encoder = new() { Renditions = [Rendition, Rendition with { Bitrate = 400_000 }] } }, Fields(1) },
        { new() { Encoder = new() { Renditions = [Rendition] }, Archive = new() { Path = "s3://{bucket}/x-{unix}" } }, [] },
        { new() { Encoder = new() { Renditions = [Rendition] }, Archive = new() { Index = ArchiveIndexing.Ahead } }, [] },
        { new() { Encoder = new() { Renditions = [Rendition] }, Packaging = new() { SegmentSeconds = 6, StartoverWindowSeconds = 0 } }, [] },
        { new() { Encoder = new() { Renditions = [Rendition] }, Input = new() { AllowedCidrs = ["203.0.113.0/24"] }, State = StreamState.Running }, [] },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_needs_an_idle_channel_where_the_operator_will_find_a_difference(LiveStreamSpec after, string[] fields)
    {
        var before = new LiveStreamSpec { Encoder = new() { Renditions = [Rendition] } };

        OnAirEdits.NeedIdle(before, after).ShouldBe(fields.Order(StringComparer.Ordinal));
        Compared(after, before).ShouldBe(OnAirEdits.NeedIdle(before, after));
        OnAirEdits.NeedIdle(after, before).ShouldBe(OnAirEdits.NeedIdle(before, after), "the way back needs the same");
    }

    [Fact]
    public void Another_Secret_with_the_stream_key_needs_an_idle_channel()
    {
        LiveStreamSpec Push(string? secret) => new() { Input = new() { StreamKeySecretRef = secret is null ? null : new() { Name = secret } } };

        OnAirEdits.NeedIdle(Push(null), Push("own")).ShouldBe(["spec.input.streamKeySecretRef"]);
        OnAirEdits.NeedIdle(Push("own"), Push("other")).ShouldBe(["spec.input.streamKeySecretRef"]);
        OnAirEdits.NeedIdle(Push("own"), Push("own")).ShouldBeEmpty();
    }

    [Fact]
    public void Sources_are_changed_while_idle_too()
    {
        var before = Pull(new() { Url = "https://a.example.com/1.m3u8" });

        OnAirEdits.NeedIdle(before, Pull(new() { Url = "https://b.example.com/1.m3u8" })).ShouldBe(["spec.input.sources[0].url"]);
        OnAirEdits.NeedIdle(before, Pull(new() { Url = "https://a.example.com/1.m3u8", CredentialsSecretRef = new() { Name = "s" } }))
            .ShouldBe(["spec.input.sources[0].credentialsSecretRef"]);
    }

    private static LiveStreamSpec Pull(InputSourceSpec source) => new() { Input = new() { Type = InputType.UrlPull, Sources = [source] } };

    private static string[] Fields(int rendition) =>
        [.. new[] { "width", "height", "bitrate", "frameRate", "audioBitrate" }.Select(f => $"spec.encoder.renditions[{rendition}].{f}")];

    private static IReadOnlyList<string> Compared(LiveStreamSpec declared, LiveStreamSpec made)
    {
        var (inputs, destinations) = (ChannelSettings.InputAttachments("i"), ChannelSettings.Destinations(declared, "p", "s3://b/x-1"));
        return ChannelFacts.Differences(
            (ChannelSettings.Encoder(declared), inputs, destinations, "role"), (ChannelSettings.Encoder(made), inputs, destinations, "role"));
    }
}
