using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Tests.E2E.Cluster;
using Onair.Tests.E2E.Hls;

namespace Onair.Tests.E2E.Events;

/// <summary>Somebody edits a stream while people watch it.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class EditsOnAirTests(Environment environment) : IDisposable
{
    private const string Resized = """{"encoder": {"renditions": [{"width": 256, "height": 144, "bitrate": 150000, "frameRate": 10}]}}""";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    [Fact]
    public async Task Edits_on_air_change_what_may_change_and_wait_or_restart_for_the_rest()
    {
        await using var stream = await TestStream.ApplyAsync(environment.Kubectl, Show.Spec());
        await using var encoder = Encoder.Start(await stream.PushUrlAsync());
        var before = await stream.OnAirAsync();
        var origin = new Uri(before.Playback.ShouldNotBeNull().Url.ShouldNotBeNull());
        await using (var watch = await PlaylistWatch.StartAsync(_http, origin))
        {
            await Addresses_windows_and_the_distribution_change_live(stream, watch);
            await The_type_of_the_input_is_refused(stream, watch);
            await Another_rendition_waits(stream, watch);
            watch.ShouldBeUnbroken();
        }

        (await stream.StatusAsync()).CurrentSessionId.ShouldBe(before.CurrentSessionId);
        await Immediately_the_channel_restarts_and_says_so_before(stream, before);
        var variant = await PlaylistWatch.VariantAsync(_http, origin, it => (it.Width, it.Height) == (256, 144));
        await PlaybackCheck.SegmentAsync(_http, variant);
    }

    public void Dispose() => _http.Dispose();

    private async Task Addresses_windows_and_the_distribution_change_live(TestStream stream, PlaylistWatch watch)
    {
        await Eventually.GetAsync("a full window", watch.NowAsync, it => it is { Sequence: > 0, Segments.Count: >= 4 }, Show.Soon);

        await stream.PatchSpecAsync("""
            {"input": {"allowedCidrs": ["0.0.0.0/1", "128.0.0.0/1"]},
             "packaging": {"playlistWindowSeconds": 20, "startoverWindowSeconds": 120}, "distribution": {"live": true}}
            """);

        await Eventually.GetAsync("a wider window", watch.NowAsync, it => it.Segments.Sum(s => s.Duration) > 13, Show.Soon);
        var status = await stream.UntilAsync(
            "the edit is applied", it => it.Playback?.LiveUrl is not null && it.Condition(ConditionTypes.Ready)?.Status == ConditionStatus.True, Show.Soon);
        status.Condition("ChangesPending").ShouldBeNull();
        var group = await environment.Account.MediaLive.DescribeInputSecurityGroupAsync(new() { InputSecurityGroupId = status.Resources.InputSecurityGroupId });
        group.WhitelistRules.Select(it => it.Cidr).ShouldBe(["0.0.0.0/1", "128.0.0.0/1"], ignoreOrder: true);
        var endpoint = await environment.Account.MediaPackage.DescribeOriginEndpointAsync(new() { Id = status.Resources.PackageEndpointId });
        endpoint.StartoverWindowSeconds.ShouldBe(120);
        endpoint.HlsPackage.PlaylistWindowSeconds.ShouldBe(20);
        await PlaylistWatch.VariantAsync(_http, new(status.Playback!.LiveUrl!), it => it.Width == Show.Width);
    }

    private static async Task The_type_of_the_input_is_refused(TestStream stream, PlaylistWatch watch)
    {
        (await stream.RefusedAsync("""{"input": {"type": "RtmpPull", "sources": [{"url": "rtmp://media.example.com/live/x"}]}}""")).ShouldContain(
            "spec.input.type: Invalid value: \"RtmpPull\": cannot be changed from RtmpPush; create another LiveStream");
        await watch.AdvanceAsync(2);
    }

    private static async Task Another_rendition_waits(TestStream stream, PlaylistWatch watch)
    {
        (await stream.WarningsAsync(Resized)).ShouldContain("spec.encoder.renditions[0].bitrate");

        var waiting = await stream.UntilAsync("the edit waits", it => it.Condition("ChangesPending") is not null, Show.Soon);
        waiting.Condition("ChangesPending")!.Message.ShouldBe(
            "These changes wait until the channel is stopped: "
            + "spec.encoder.renditions[0].bitrate, spec.encoder.renditions[0].height, spec.encoder.renditions[0].width");
        await watch.AdvanceAsync(2);
    }

    private async Task Immediately_the_channel_restarts_and_says_so_before(TestStream stream, LiveStreamStatus before)
    {
        await stream.PatchSpecAsync("""{"applyPolicy": "Immediately"}""");

        await Eventually.GetAsync(
            "the channel goes off air", () => environment.Account.ChannelStateAsync(before.Resources.ChannelId!), it => it != "RUNNING", Show.Soon);
        var offAir = TimeProvider.System.GetUtcNow();
        var (message, at) = await environment.Kubectl.EventAsync(stream, "Stopping");
        message.ShouldStartWith("The channel goes off air: applyPolicy is Immediately and these fields cannot change on air: spec.encoder.renditions[0].bitrate, ");
        at.ShouldBeLessThanOrEqualTo(offAir);
        var after = await stream.UntilAsync(
            "a new session is on air", it => it is { CurrentSessionId: { } id, Sessions.Count: 2 } && id != before.CurrentSessionId
                && it.Condition("Receiving")?.Status == ConditionStatus.True, Show.InAWhile);
        after.Condition("ChangesPending").ShouldBeNull();
        after.Sessions[0].StoppedAt.ShouldNotBeNull();
        after.Sessions[1].ArchivePath.ShouldNotBe(after.Sessions[0].ArchivePath);
    }
}
