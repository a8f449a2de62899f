using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;
using Onair.VideoActions;
using Onair.VideoActions.Answers;

namespace Onair.Tests.Unit.VideoActions.Mux;

/// <summary>Requests and answers of Mux's API reference, https://www.mux.com/docs/api-reference/video.</summary>
public sealed class MuxMapTests
{
    private const string Token = "0b7f3c1e-6f5e-4d59-9a43-0f8f8ad31d0c/1";
    private static readonly ActionMap Map = Maps.Compiled(Maps.Mux());

    public static TheoryData<VideoAction, string, string?> Requests => new()
    {
        {
            VideoAction.CreateUpload, "POST https://api.mux.com/video/v1/uploads",
            $$$$"""{"cors_origin":"https://studio.example.com","timeout":600,"test":false,"new_asset_settings":{"playback_policies":["public"],"video_quality":"basic","passthrough":"{{{{Token}}}}","meta":{"title":"A \"talk\""}}}"""
        },
        { VideoAction.GetUpload, "GET https://api.mux.com/video/v1/uploads/upload-1", null },
        { VideoAction.FindUpload, "GET https://api.mux.com/video/v1/uploads?limit=100&page=2", null },
        { VideoAction.CancelUpload, "PUT https://api.mux.com/video/v1/uploads/upload-1/cancel", null },
        {
            VideoAction.CreateAsset, "POST https://api.mux.com/video/v1/assets",
            $$$$"""{"inputs":[{"url":"https://media.example.com/talk.mp4?sig=a%2Bb&x=1"}],"playback_policies":["public"],"video_quality":"basic","test":false,"passthrough":"{{{{Token}}}}","meta":{"title":"A \"talk\""}}"""
        },
        { VideoAction.GetAsset, "GET https://api.mux.com/video/v1/assets/asset-1", null },
        { VideoAction.InspectAsset, "GET https://api.mux.com/video/v1/assets/asset-1/input-info", null },
        { VideoAction.FindAsset, "GET https://api.mux.com/video/v1/assets?limit=100&page=2", null },
        { VideoAction.DeleteAsset, "DELETE https://api.mux.com/video/v1/assets/asset-1", null },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void A_request_is_that_of_the_reference(VideoAction action, string request, string? body)
    {
        Map.Has(action).ShouldBeTrue();
        var made = Map.Request(action, Maps.Values);

        $"{made.Method} {made.Url}".ShouldBe(request);
        made.Body.ShouldBe(body);
        made.Headers.ShouldBe([new("Authorization", "Basic aWQtMTpzM2NyM3Q="), new("Accept", "application/json")]);
    }

    [Fact]
    public void Every_action_is_tried_here() => Requests.Select(row => (VideoAction)row[0]).ShouldBe(Enum.GetValues<VideoAction>());

    [Fact]
    public void Requests_a_signed_upload_without_title_or_origin() =>
        Map.Request(VideoAction.CreateUpload, Maps.Values with { Resource = new() { PlaybackPolicy = PlaybackPolicy.Signed, Source = new() { DirectUpload = new() } } }).Body
            .ShouldBe($$$"""{"timeout":3600,"test":false,"new_asset_settings":{"playback_policies":["signed"],"video_quality":"basic","passthrough":"{{{Token}}}"}}""");

    [Fact]
    public void Variables_change_where_and_how()
    {
        var map = Maps.Compiled(Maps.Mux(("api", "http://emulator:8080"), ("stream", "http://stream.local:81"), ("videoQuality", "premium"), ("test", "true")));
        var request = map.Request(VideoAction.CreateAsset, Maps.Values);

        request.Url.AbsoluteUri.ShouldBe("http://emulator:8080/video/v1/assets");
        request.Body!.ShouldContain("\"video_quality\":\"premium\",\"test\":true");
        map.Urls(new(), "a", "p").Playback.ShouldBe("http://stream.local:81/p.m3u8");
    }

    [Fact]
    public void A_new_upload_is_read() =>
        Map.ReadCreatedUpload("""
            {"data": {"url": "https://storage.googleapis.com/video-storage-us-east1-uploads/OOTbA00CpWh6OgwV3asF00IvD2STk22UXM?Expires=1545157644", "timeout": 3600,
             "status": "waiting", "new_asset_settings": {"playback_policies": ["public"], "video_quality": "basic"}, "id": "OOTbA00CpWh6OgwV3asF00IvD2STk22UXM", "cors_origin": "*"}}
            """).ShouldBe(new("OOTbA00CpWh6OgwV3asF00IvD2STk22UXM", "https://storage.googleapis.com/video-storage-us-east1-uploads/OOTbA00CpWh6OgwV3asF00IvD2STk22UXM?Expires=1545157644"));

    [Theory]
    [InlineData("""{"data": {"status": "waiting", "url": "https://up.example.com/1", "asset_id": null}}""", UploadState.Waiting, "https://up.example.com/1", null, null)]
    [InlineData("""{"data": {"status": "asset_created", "asset_id": "a1"}}""", UploadState.AssetCreated, null, "a1", null)]
    [InlineData("""{"data": {"status": "errored", "error": {"type": "invalid_input", "message": "No video\nin it"}}}""", UploadState.Errored, null, null, "No video in it")]
    [InlineData("""{"data": {"status": "cancelled"}}""", UploadState.Cancelled, null, null, null)]
    [InlineData("""{"data": {"status": "timed_out"}}""", UploadState.TimedOut, null, null, null)]
    public void An_upload_is_read(string json, UploadState state, string? url, string? asset, string? error) =>
        Map.ReadUpload(json).ShouldBe(new(state, url, asset, error));

    [Fact]
    public void A_new_asset_is_read() => Map.ReadCreatedAsset("""{"data": {"status": "preparing", "id": "SqQnqz6s5MBuXGvJaUWdXuXM93J9Q2yv"}}""").ShouldBe("SqQnqz6s5MBuXGvJaUWdXuXM93J9Q2yv");

    [Fact]
    public void An_asset_and_its_input_are_read_together()
    {
        var asset = Map.ReadAsset("""
            {"data": {"tracks": [{"type": "video", "max_width": 1920, "max_height": 800, "max_frame_rate": 24, "id": "HK01Bq7FrEQmIu3QpRiZZ98HQOOZjm6BYyg17eEunlyo", "duration": 734.166667},
              {"type": "audio", "max_channels": 2, "id": "nNKHJqw2G9cE019AoK16CJr3O27gGnbtW4w525hJWqw8"}], "status": "ready", "resolution_tier": "1080p",
             "playback_ids": [{"policy": "public", "id": "85g23gYz7NmQu02YsY81ihuod6cZMxCp017ZrfglyLCKc"}], "passthrough": "x", "id": "8jd7M77xQgf2NzuocJRPYdSdEfY5dLlcRwFARtgQqU4", "duration": 734.25}}
            """);
        var media = AssetMedia.Merge(asset.Media, Map.ReadMedia("""
            {"data": [{"settings": {"url": "https://muxed.s3.amazonaws.com/leds.mp4"}, "file": {"tracks": [{"type": "video", "duration": 734.16, "encoding": "h264", "width": 1920, "height": 800, "frame_rate": 24},
              {"type": "audio", "duration": 734.25, "encoding": "aac", "channels": 2, "sample_rate": 48000}], "container_format": "mov,mp4,m4a,3gp,3g2,mj2"}}]}
            """));

        asset.State.ShouldBe(AssetState.Ready);
        asset.PlaybackId.ShouldBe("85g23gYz7NmQu02YsY81ihuod6cZMxCp017ZrfglyLCKc");
        media.Tracks.ShouldBe([new() { Type = "video", Codec = "h264", Width = 1920, Height = 800, FrameRate = 24 }, new() { Type = "audio", Codec = "aac", Channels = 2 }]);
        (media with { Tracks = [] }).ShouldBe(new()
        {
            DurationSeconds = 734.25,
            Duration = "12m14s",
            Resolution = "1920x800",
            FrameRate = 24,
            Format = "mov,mp4,m4a,3gp,3g2,mj2",
            VideoCodec = "h264",
            AudioCodec = "aac",
            Tracks = [],
        });
        asset.Media.Resolution.ShouldBe("1920x800");
    }

    [Fact]
    public void An_asset_in_the_making_or_broken_is_read()
    {
        Map.ReadAsset("""{"data": {"status": "preparing"}}""").ShouldSatisfyAllConditions(a => a.State.ShouldBe(AssetState.Preparing), a => a.PlaybackId.ShouldBeNull());
        Map.ReadAsset("""{"data": {"status": "errored", "errors": {"type": "invalid_input", "messages": ["Not a video.", "Or a broken one."]}}}""")
            .ShouldSatisfyAllConditions(a => a.State.ShouldBe(AssetState.Errored), a => a.Error.ShouldBe("Not a video.; Or a broken one."));
    }

    [Fact]
    public void Finds_a_resource_by_its_token()
    {
        Map.ReadFound(VideoAction.FindUpload, $$$"""{"data": [{"id": "u1", "new_asset_settings": {"passthrough": "other"}}, {"id": "u2", "new_asset_settings": {"passthrough": "{{{Token}}}"}}, {"id": "u3"}]}""", Token)
            .ShouldSatisfyAllConditions(p => p.Ids.ShouldBe(["u1", "u2", "u3"]), p => p.Found.ShouldBe(["u2"]));
        Map.ReadFound(VideoAction.FindAsset, $$$"""{"data": [{"id": "a1", "passthrough": "{{{Token}}}"}]}""", Token).Found.ShouldBe(["a1"]);
        Map.ReadFound(VideoAction.FindAsset, """{"data": []}""", Token).Ids.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"type": "video.upload.asset_created", "id": "e1", "object": {"type": "upload", "id": "u1"}, "data": {"id": "u1", "asset_id": "a1", "new_asset_settings": {"passthrough": "t1"}}}""", "u1", "", "t1")]
    [InlineData("""{"type": "video.asset.ready", "id": "e1", "object": {"type": "asset", "id": "a1"}, "data": {"id": "a1", "upload_id": "u1", "passthrough": "t1", "tracks": [{"type": "video", "id": "x"}]}}""", "", "a1", "t1")]
    [InlineData("""{"type": "video.live_stream.idle", "id": "e1", "object": {"type": "live", "id": "l1"}, "data": {}}""", "", "", "")]
    public void A_callback_tells_whom_it_is_about(string json, string upload, string asset, string token)
    {
        var subject = Map.ReadCallback(System.Text.Encoding.UTF8.GetBytes(json));

        subject.EventId.ShouldBe("e1");
        (string.Join(",", subject.UploadIds), string.Join(",", subject.AssetIds), string.Join(",", subject.Tokens)).ShouldBe((upload, asset, token));
    }

    [Fact]
    public void URLs_for_everybody_have_no_token() =>
        Map.Urls(new() { Thumbnail = new() { TimeSeconds = 7.25, Width = 320, Height = 180, Format = ThumbnailFormat.WebP } }, "asset-1", "play-1").ShouldBe(new(
            "https://stream.mux.com/play-1.m3u8", "https://image.mux.com/play-1/thumbnail.webp?time=7.25&width=320&height=180", "https://image.mux.com/play-1/storyboard.vtt"));
}
