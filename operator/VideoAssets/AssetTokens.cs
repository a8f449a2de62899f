using Onair.Operator.VideoAssets.Decisions;
using Onair.VideoActions.Signing;

namespace Onair.Operator.VideoAssets;

/// <summary>Keeps fresh tokens of a signed asset in its Secret.</summary>
internal sealed class AssetTokens(AssetSecrets secrets, VideoAssetRecorder recorder)
{
    // Of a token's life, the last third is for those who have not read the next one yet.
    private const double RenewAfter = 2.0 / 3;

    public async Task WriteAsync(VideoAssetRound round, ProvenPlayback playback, CancellationToken cancellationToken)
    {
        var (asset, service, key) = (round.Resource, round.Service!, round.Service!.SigningKey!);
        var ttl = TimeSpan.FromSeconds(asset.Spec.SignedPlayback.TtlSeconds);
        var expires = DateTimeOffset.FromUnixTimeSeconds((round.Now + ttl).ToUnixTimeSeconds());
        var urls = service.Map.SignedUrls(asset.Spec, playback.Asset.Id, playback.PlaybackId, key, expires);
        await secrets.WriteAsync(asset, asset.PlaybackSecretName, new(null, round.View.SignedFor, round.Now + (ttl * RenewAfter)), Values(urls), cancellationToken);
        await recorder.SignedAsync(round, expires, key.Id, cancellationToken);
    }

    private static Dictionary<string, string?> Values(SignedViewUrls urls) => new()
    {
        ["playback-url"] = urls.Playback.Url,
        ["playback-token"] = urls.Playback.Token,
        ["thumbnail-url"] = urls.Thumbnail?.Url,
        ["thumbnail-token"] = urls.Thumbnail?.Token,
        ["storyboard-url"] = urls.Storyboard?.Url,
        ["storyboard-token"] = urls.Storyboard?.Token,
    };
}
