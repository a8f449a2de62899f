using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;
using Onair.VideoActions;

namespace Onair.Tests.Unit.VideoActions.Mux;

/// <summary>The built-in map against the action map, the upload and the webhook of the earlier service.</summary>
public sealed class MuxContractTests
{
    private static readonly ActionMap Map = Maps.Compiled(Maps.Mux());

    private static readonly Dictionary<string, ContractSample> Samples = ContractSample.Read("videos").ToDictionary(s => s.Name);

    [Fact]
    public void An_upload_is_requested_at_the_same_URL_with_the_same_members()
    {
        var resource = new VideoAssetSpec { Title = "Talk", Source = new() { DirectUpload = new() { CorsOrigin = "*" } } };
        var request = Map.Request(VideoAction.CreateUpload, Maps.Values with { Resource = resource });

        request.Url.AbsoluteUri.ShouldBe(Text("upload_url"));
        Samples["Request of an upload"].ShouldBeMetBy(JsonNode.Parse(request.Body!), new HashSet<string>());
        var sent = JsonNode.Parse(request.Body!)!;
        ((string?)sent["cors_origin"], sent["new_asset_settings"]!["playback_policies"]!.ToJsonString(), (string?)sent["new_asset_settings"]!["video_quality"]).ShouldBe(("*", """["public"]""", "basic"));
    }

    [Fact]
    public void A_webhook_says_that_the_asset_is_ready_and_how_to_play_it()
    {
        var webhook = Samples["Webhook"].Answer!;
        var asset = Map.ReadAsset(webhook.ToJsonString());

        Text("webhook_status").Split('.').Aggregate(webhook, (node, member) => node[member]!).GetValue<string>().ShouldBe("ready");
        (asset.State, asset.PlaybackId).ShouldBe((AssetState.Ready, (string?)webhook["data"]!["playback_ids"]![0]!["id"]));
        Should.NotThrow(() => Map.ReadCallback(Encoding.UTF8.GetBytes(webhook.ToJsonString())));
    }

    [Fact]
    public void A_playback_id_is_played_and_shown_at_the_same_URLs()
    {
        var urls = Map.Urls(new() { Thumbnail = new() { TimeSeconds = 7, Width = 214, Format = ThumbnailFormat.Png } }, "asset-1", "play-1");
        var (thumbnail, medium) = (new Uri(urls.Thumbnail!), new Uri(At("medium_thumbnail")));

        urls.Playback.ShouldBe(At("playback_url"));
        thumbnail.GetLeftPart(UriPartial.Path).ShouldBe(At("thumbnail_url"));
        thumbnail.GetLeftPart(UriPartial.Path).ShouldBe(medium.GetLeftPart(UriPartial.Path));
        QueryHelpers.ParseQuery(thumbnail.Query).Select(p => $"{p.Key}={p.Value}").ShouldBe(QueryHelpers.ParseQuery(medium.Query).Select(p => $"{p.Key}={p.Value}"), ignoreOrder: true);
    }

    private static string Text(string name) => (string)Samples[name].Answer!;

    private static string At(string name) => Text(name).Replace("{playback_id}", "play-1", StringComparison.Ordinal).Replace("{time}", "7", StringComparison.Ordinal);
}
