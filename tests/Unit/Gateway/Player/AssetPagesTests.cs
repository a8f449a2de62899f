using Onair.Api.VideoAssets;
using Onair.Gateway.Player;

namespace Onair.Tests.Unit.Gateway.Player;

public sealed class AssetPagesTests
{
    [Theory]
    [InlineData(null, "Preparing")]
    [InlineData(VideoAssetState.Waiting, "Preparing")]
    [InlineData(VideoAssetState.Preparing, "Preparing")]
    [InlineData(VideoAssetState.Ready, "Video")]
    [InlineData(VideoAssetState.Errored, "Failed")]
    [InlineData(VideoAssetState.TimedOut, "Failed")]
    [InlineData(VideoAssetState.Cancelled, "Failed")]
    public void A_video_plays_once_it_is_ready(VideoAssetState? state, string expected)
    {
        var page = AssetPages.Of(Asset(PlaybackPolicy.Public, state), null);

        ($"{page.Availability}", page.Url is null).ShouldBe((expected, expected != "Video"));
    }

    [Fact]
    public void A_video_has_its_title_poster_and_chapters()
    {
        var page = AssetPages.Of(Asset(PlaybackPolicy.Public, VideoAssetState.Ready), null);

        (page.Title, page.Poster).ShouldBe(("The talk", "https://image.mux.com/p/thumbnail.jpg"));
        page.Chapters.ShouldBe([new(0, null, "Welcome"), new(60, 90.5, "Questions")]);
        var bare = new VideoAsset { Metadata = new() { Name = "talk" }, Spec = new() };
        (AssetPages.Of(bare, null).Title, AssetPages.Of(bare, null).Chapters).ShouldBe(("talk", null));
    }

    [Fact]
    public void A_signed_video_never_plays_with_the_URLs_of_its_status()
    {
        var asset = Asset(PlaybackPolicy.Signed, VideoAssetState.Ready);

        var (without, with) = (AssetPages.Of(asset, null), AssetPages.Of(asset, new("https://stream.mux.com/p.m3u8?token=t", null)));

        (without.Availability, without.Url, without.Poster).ShouldBe((Availability.Preparing, null, null));
        (with.Availability, with.Url, with.Poster).ShouldBe((Availability.Video, "https://stream.mux.com/p.m3u8?token=t", null));
    }

    private static VideoAsset Asset(PlaybackPolicy policy, VideoAssetState? state) => new()
    {
        Metadata = new() { Name = "talk" },
        Spec = new()
        {
            PlaybackPolicy = policy,
            Title = "The talk",
            Chapters = [new() { Title = "Welcome" }, new() { StartSeconds = 60, EndSeconds = 90.5, Title = "Questions" }],
        },
        Status = new() { State = state, Playback = new() { Id = "p", Url = "https://stream.mux.com/p.m3u8" }, ThumbnailUrl = "https://image.mux.com/p/thumbnail.jpg" },
    };
}
