using System.Text.Json.Nodes;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Tests.E2E.Browser;
using Onair.Tests.E2E.Cluster;
using Onair.Tests.E2E.Hls;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.OnAir;

/// <summary>The main job, as a user does it: kubectl, an encoder, a browser.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class LiveStreamTests(Environment environment) : IDisposable
{
    private const int ArchiveSegmentSeconds = 10;

    // Six kinds of resources make a stream with a distribution.
    private static readonly string[] Kinds =
        ["behaviour", "channel", "input", "input security group", "package channel", "package endpoint"];

    private static readonly Declared[] Ladder = [new(640, 360, 800_000, 30), new(426, 240, 300_000, 30)];

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan InAWhile = TimeSpan.FromMinutes(3);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    [Fact]
    public async Task Video_in_becomes_video_out()
    {
        await using var stream = await TestStream.ApplyAsync(environment.Kubectl, Spec());
        await stream.WaitForConditionAsync(ConditionTypes.Ready, InAWhile);
        var uid = await stream.UidAsync();
        var (key, url) = await StreamKeyAsync(stream);

        await A_wrong_key_is_refused(stream, url.Replace(key, "not-the-stream-key", StringComparison.Ordinal));

        await using var publisher = Publisher.Start(url);
        await stream.WaitForConditionAsync("Receiving", Soon);
        var playback = (await stream.StatusAsync()).Playback.ShouldNotBeNull();
        var origin = new Uri(playback.Url.ShouldNotBeNull());

        foreach (var variant in await PlaybackCheck.MasterAsync(_http, origin, Ladder)) await PlaybackCheck.SegmentAsync(_http, variant);
        await PlaybackCheck.MasterAsync(_http, new(playback.LiveUrl.ShouldNotBeNull()), Ladder);
        await A_browser_shows_it(origin);
        publisher.IsRunning.ShouldBeTrue(publisher.Log);
        var published = await publisher.StopAsync();

        await Stopping_ends_the_session_and_leaves_the_recording(stream, published);

        await Deleting_leaves_nothing(stream, uid, origin);
    }

    public void Dispose() => _http.Dispose();

    private static JsonObject Spec() => new()
    {
        ["state"] = nameof(StreamState.Running),
        ["providerRef"] = new JsonObject { ["name"] = Environment.ProviderName },
        ["encoder"] = new JsonObject
        {
            ["renditions"] = new JsonArray([.. Ladder.Select(it => new JsonObject
            {
                ["width"] = it.Width, ["height"] = it.Height, ["bitrate"] = it.Bitrate, ["frameRate"] = it.FrameRate,
            })]),
        },
        ["packaging"] = new JsonObject { ["segmentSeconds"] = 2 },
        ["archive"] = new JsonObject { ["segmentSeconds"] = ArchiveSegmentSeconds },
        ["distribution"] = new JsonObject { ["live"] = true },
    };

    /// <summary>The generated key and the whole push URL; neither may be seen in the resource.</summary>
    private static async Task<(string Key, string Url)> StreamKeyAsync(TestStream stream)
    {
        var secret = await Eventually.GetAsync("the push URL", stream.StreamKeySecretAsync, it => it.ContainsKey("url-0"), Soon);
        var (key, url) = (secret["streamKey"], secret["url-0"]);
        url.ShouldBe($"{(await stream.StatusAsync()).Ingest!.Endpoints[0]}/{key}");
        (await stream.GetAsync()).ToJsonString().ShouldNotContain(key);
        return (key, url);
    }

    private static async Task A_wrong_key_is_refused(TestStream stream, string url)
    {
        await using var intruder = Publisher.Start(url);

        (await intruder.WaitForExitAsync(TimeSpan.FromMinutes(1))).ShouldNotBe(0, "the push with a wrong key was accepted");
        (await stream.ConditionAsync("Receiving"))?.Status.ShouldNotBe(ConditionStatus.True);
    }

    private static async Task A_browser_shows_it(Uri playlist)
    {
        await using var viewer = await Viewer.OpenAsync(playlist);

        var (first, last) = await viewer.WatchAsync(5, Soon);
        await viewer.ScreenshotAsync("video-in-becomes-video-out.png");

        last.DifferenceTo(first).ShouldBeGreaterThan(Viewing.MovingPicture);
        Ladder.Select(it => (it.Width, it.Height)).ShouldContain((last.Width, last.Height));
        last.Errors.ShouldBeEmpty();
    }

    private async Task Stopping_ends_the_session_and_leaves_the_recording(TestStream stream, TimeSpan published)
    {
        await stream.PatchSpecAsync("""{"state": "Stopped"}""");
        var status = await Eventually.GetAsync(
            "the end of the session", stream.StatusAsync, it => it.CurrentSessionId is null && it.Sessions is [{ StoppedAt: not null }], InAWhile);
        (await environment.Account.ChannelStateAsync(status.Resources.ChannelId!)).ShouldBe("IDLE");

        var segments = await Archive.ProbeAsync(environment.Account.S3, status.Sessions[0].ArchivePath.ShouldNotBeNull());

        // The encoder's own output of the first rendition, in segments of the declared length, the last one shorter.
        segments.ShouldAllBe(it => it.VideoCodec == "h264" && it.Width == Ladder[0].Width && it.Height == Ladder[0].Height);
        segments.SkipLast(1).ShouldAllBe(it => Math.Abs(it.Duration.TotalSeconds - ArchiveSegmentSeconds) < 2.5);
        TimeSpan.FromSeconds(segments.Sum(it => it.Duration.TotalSeconds)).ShouldBe(published, TimeSpan.FromSeconds(ArchiveSegmentSeconds));
    }

    private async Task Deleting_leaves_nothing(TestStream stream, string uid, Uri origin)
    {
        var before = await environment.Account.ResourcesOfAsync(uid, origin.AbsolutePath);
        before.Select(it => it.Kind).Distinct().Order(StringComparer.Ordinal).ToArray().ShouldBe(Kinds, ignoreOrder: false, "what deleting is to remove");

        await stream.DeleteAsync(InAWhile);

        (await environment.Account.ResourcesOfAsync(uid, origin.AbsolutePath)).ShouldBeEmpty();
    }
}
