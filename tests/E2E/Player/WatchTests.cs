using System.Globalization;
using System.Text.Json.Nodes;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.VideoAssets;
using Onair.Tests.E2E.Cluster;
using Onair.Tests.E2E.Tools;
using Onair.Tests.E2E.Videos;
using Xunit.Abstractions;

namespace Onair.Tests.E2E.Player;

/// <summary>Viewers open links to the gateway's player, in Chromium and in Firefox.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class WatchTests(Environment environment, ITestOutputHelper output)
{
    private const int Starts = 20;

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_live_stream_plays_soon_and_back_to_the_start_of_its_window()
    {
        await using var stream = await TestStream.ApplyAsync(environment.Kubectl, Live());
        await stream.WaitForConditionAsync(ConditionTypes.Ready, Minutes);
        var secret = await Eventually.GetAsync("the push URL", stream.StreamKeySecretAsync, it => it.ContainsKey("url-0"), Soon);
        var link = await WatchLink.ToAsync(environment.Kubectl, $"{stream.Name}/livestreams/{stream.Name}");
        await using var chromium = await Watching.InChromiumAsync();
        await chromium.OpenAsync(link);

        // The page was there before the stream, and begins by itself.
        await using var publisher = Publisher.Start(secret["url-0"]);
        (await chromium.MovesAsync(Soon)).AtEdge.ShouldBeTrue();
        await chromium.ScreenshotAsync(Artifacts.Path("player-live.png"));
        await SeekAsync(chromium);

        await using (var firefox = await Watching.InFirefoxAsync())
        {
            await firefox.OpenAsync(link);
            await firefox.MovesAsync(Soon);
            await SeekAsync(firefox);
        }

        List<double> starts = [];
        for (var i = 0; i < Starts; i++)
        {
            await chromium.OpenAsync(link);
            starts.Add((await chromium.FirstFrameAsync()).TotalMilliseconds);
        }

        starts.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first picture of {Starts} starts: p50 {starts[Starts / 2]:0} ms, p95 {starts[(Starts * 95 / 100) - 1]:0} ms, slowest {starts[^1]:0} ms"));
        publisher.IsRunning.ShouldBeTrue(publisher.Log);
    }

    [Theory]
    [InlineData(PlaybackPolicy.Public)]
    [InlineData(PlaybackPolicy.Signed)]
    public async Task An_asset_plays_by_its_name_and_by_its_uid(PlaybackPolicy policy)
    {
        // `./dev up` lets the player read the Secrets of this namespace alone.
        await using var asset = await TestAsset.ApplyAsync(environment.Kubectl, Asset(policy), existing: "default");
        await asset.UploadAsync(await TestAsset.TenSecondsAsync(), Minutes);
        await asset.PlaysAsync(Minutes);
        var link = await WatchLink.ToAsync(environment.Kubectl, $"default/videoassets/{asset.Name}");
        var byUid = new UriBuilder(link) { Path = $"/video-player/video/{await asset.UidAsync()}/" }.Uri;

        await using (var chromium = await Watching.InChromiumAsync())
        {
            await chromium.OpenAsync(link);
            await chromium.MovesAsync(Soon);
            await chromium.OpenAsync(byUid);
            await chromium.MovesAsync(Soon);
        }

        await using var firefox = await Watching.InFirefoxAsync();
        await firefox.OpenAsync(link);
        await firefox.MovesAsync(Soon);
    }

    private static async Task SeekAsync(Watching viewer)
    {
        await Eventually.GetAsync("a window of ten seconds", async () => { await viewer.PressAsync("Home"); return await viewer.LookAsync(); }, look => look.Behind > 10, Soon);
        (await viewer.MovesAsync(Soon)).AtEdge.ShouldBeFalse();
        await viewer.PressAsync("End");
        await Eventually.GetAsync("the end of the stream", viewer.LookAsync, look => look.AtEdge, Soon);
        await viewer.MovesAsync(Soon);
    }

    private static JsonObject Live() => new()
    {
        ["state"] = nameof(StreamState.Running),
        ["providerRef"] = new JsonObject { ["name"] = Environment.ProviderName },
        ["encoder"] = new JsonObject { ["renditions"] = new JsonArray(new JsonObject { ["width"] = 640, ["height"] = 360, ["bitrate"] = 800_000, ["frameRate"] = 30 }) },
        ["packaging"] = new JsonObject { ["segmentSeconds"] = 2, ["startoverWindowSeconds"] = 3600 },
    };

    private static JsonObject Asset(PlaybackPolicy policy) => new()
    {
        ["providerRef"] = new JsonObject { ["name"] = Environment.ProviderName },
        ["source"] = new JsonObject { ["directUpload"] = new JsonObject() },
        ["title"] = "Ten seconds",
        ["playbackPolicy"] = policy.ToString(),
    };
}
