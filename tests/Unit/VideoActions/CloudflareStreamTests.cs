using System.Text.Json;
using Onair.Api;
using Onair.Api.MediaProviders;
using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;
using Onair.Tests.Manifests;
using Onair.VideoActions;
using Onair.VideoActions.Signing;

namespace Onair.Tests.Unit.VideoActions;

/// <summary>
/// Another service by nothing but a manifest: requests and answers of https://developers.cloudflare.com/api/resources/stream/.
/// </summary>
public sealed class CloudflareStreamTests
{
    private const string Account = "https://api.cloudflare.com/client/v4/accounts/023e105f4ecef8ad9ca31a8372d0c353/stream";
    private const string View = "https://customer-f33zs165nr7gyfy4.cloudflarestream.com";
    private const string Uid = "ea95132c15732412d22c1476fa83f27a";
    private const string Token = "0b7f3c1e-6f5e-4d59-9a43-0f8f8ad31d0c/1";
    private static readonly MediaProvider Provider = YamlJson.Read(File.ReadAllText(Path.Combine(Checkout.Root, "examples", "other-services", "mediaprovider-cloudflare-stream.yaml")))
        .Deserialize(OnairJsonContext.Default.MediaProvider)!;

    private static readonly ActionMap Map = Maps.Compiled(Provider.Spec.Video!);

    [Fact]
    public void The_manifest_keeps_every_rule() => MediaProviderRules.Check(Provider.Spec.Case()).ShouldBeEmpty();

    public static TheoryData<VideoAction, string, string?> Requests => new()
    {
        { VideoAction.CreateUpload, $"POST {Account}/direct_upload", $$$"""{"maxDurationSeconds":21600,"creator":"{{{Token}}}","requireSignedURLs":false,"meta":{"name":"A \"talk\""}}""" },
        { VideoAction.GetUpload, $"GET {Account}/upload-1", null },
        { VideoAction.FindUpload, $"GET {Account}?creator=0b7f3c1e-6f5e-4d59-9a43-0f8f8ad31d0c%2F1", null },
        { VideoAction.CancelUpload, $"DELETE {Account}/upload-1", null },
        { VideoAction.CreateAsset, $"POST {Account}/copy", $$$"""{"url":"https://media.example.com/talk.mp4?sig=a%2Bb&x=1","creator":"{{{Token}}}","requireSignedURLs":false,"meta":{"name":"A \"talk\""}}""" },
        { VideoAction.GetAsset, $"GET {Account}/asset-1", null },
        { VideoAction.FindAsset, $"GET {Account}?creator=0b7f3c1e-6f5e-4d59-9a43-0f8f8ad31d0c%2F1", null },
        { VideoAction.DeleteAsset, $"DELETE {Account}/asset-1", null },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void A_request_is_that_of_the_reference(VideoAction action, string request, string? body)
    {
        var made = Map.Request(action, Maps.Values);

        $"{made.Method} {made.Url}".ShouldBe(request);
        made.Body.ShouldBe(body);
        made.Headers.ShouldBe([new("Authorization", "Bearer t0ken")]);
    }

    [Fact]
    public void A_direct_upload_is_read() =>
        Map.ReadCreatedUpload($$$"""{"result": {"uploadURL": "https://upload.videodelivery.net/f65014bc6ff5419ea86e7972a047ba22", "uid": "{{{Uid}}}"}, "success": true, "errors": [], "messages": []}""")
            .ShouldBe(new(Uid, "https://upload.videodelivery.net/f65014bc6ff5419ea86e7972a047ba22"));

    [Theory]
    [InlineData("pendingupload", UploadState.Waiting, AssetState.Preparing)]
    [InlineData("downloading", UploadState.AssetCreated, AssetState.Preparing)]
    [InlineData("queued", UploadState.AssetCreated, AssetState.Preparing)]
    [InlineData("inprogress", UploadState.AssetCreated, AssetState.Preparing)]
    [InlineData("ready", UploadState.AssetCreated, AssetState.Ready)]
    [InlineData("error", UploadState.AssetCreated, AssetState.Errored)]
    public void A_video_is_read_as_an_upload_and_as_an_asset(string state, UploadState upload, AssetState asset)
    {
        var json = Video(state, "-1");

        Map.ReadUpload(json).ShouldBe(new(upload, null, upload == UploadState.Waiting ? null : Uid, null, Token));
        Map.ReadAsset(json).Token.ShouldBe(Token);
        Map.ReadAsset(json).State.ShouldBe(asset);
        Map.ReadAsset(json).Media.DurationSeconds.ShouldBeNull();
    }

    [Fact]
    public void A_video_that_is_ready_tells_of_its_media()
    {
        var answer = Map.ReadAsset(Video("ready", "300.1"));

        // Its id is the one that viewers have.
        answer.PlaybackId.ShouldBeNull();
        (answer.Media.Duration, answer.Media.Bytes, answer.Media.Bitrate).ShouldBe(("5m", 4190963, 111721));
    }

    [Fact]
    public void Reads_the_error_of_an_asset() =>
        Map.ReadAsset("""{"result": {"uid": "v", "status": {"state": "error", "errorReasonCode": "ERR_NON_VIDEO", "errorReasonText": "The file was not recognized as a valid video file."}}}""")
            .Error.ShouldBe("The file was not recognized as a valid video file.");

    [Fact]
    public void Finds_a_resource_by_its_token() =>
        Map.ReadFound(VideoAction.FindAsset, $$$"""{"result": [{"uid": "{{{Uid}}}", "creator": "{{{Token}}}"}, {"uid": "x", "creator": null}], "success": true}""", Token)
            .ShouldSatisfyAllConditions(p => p.Ids.ShouldBe([Uid, "x"]), p => p.Found.ShouldBe([Uid]));

    [Fact]
    public void A_webhook_is_about_a_video()
    {
        var subject = Map.ReadCallback(System.Text.Encoding.UTF8.GetBytes($$$"""{"uid": "{{{Uid}}}", "creator": "{{{Token}}}", "readyToStream": true, "status": {"state": "ready"}}"""));

        (subject.EventId, subject.UploadIds.Single(), subject.AssetIds.Single(), subject.Tokens.Single()).ShouldBe((null, Uid, Uid, Token));
    }

    [Fact]
    public void Viewers_find_it_under_its_id_or_under_a_token()
    {
        var resource = new VideoAssetSpec { Thumbnail = new() { TimeSeconds = 68, Width = 480, Height = 270 } };
        using var rsa = System.Security.Cryptography.RSA.Create(2048);

        Map.Urls(resource, Uid, Uid).ShouldBe(new($"{View}/{Uid}/manifest/video.m3u8", $"{View}/{Uid}/thumbnails/thumbnail.jpg?time=68s&width=480&height=270", null));

        var signed = Map.SignedUrls(resource, Uid, Uid, SigningKey.Read("k", rsa.ExportRSAPrivateKeyPem()), new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        signed.Playback.Url.ShouldBe($"{View}/{signed.Playback.Token}/manifest/video.m3u8");
        signed.Thumbnail!.Url.ShouldBe($"{View}/{signed.Thumbnail.Token}/thumbnails/thumbnail.jpg?time=68s&width=480&height=270");
        signed.Storyboard.ShouldBeNull();
    }

    private static string Video(string state, string duration) =>
        $$$"""
        {"result": {"uid": "{{{Uid}}}", "creator": "{{{Token}}}", "readyToStream": false, "status": {"state": "{{{state}}}", "pctComplete": "50", "errorReasonCode": "", "errorReasonText": ""},
         "meta": {"name": "video12345.mp4"}, "duration": {{{duration}}}, "input": {"height": 1080, "width": 1920}, "size": 4190963, "requireSignedURLs": false}, "success": true}
        """;
}
