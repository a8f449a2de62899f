using Onair.Api.MediaProviders;
using Onair.Api.VideoAssets;
using Onair.Operator.MediaProviders;
using Onair.VideoActions;

namespace Onair.Operator.VideoServices;

/// <summary>Proves that a video service can be used, by looking for something that cannot be there.</summary>
internal sealed class VideoProviderCheck(VideoServiceCache services)
{
    private const string NoToken = "onair.dev/check";

    public async Task<ProviderCheck> CheckAsync(MediaProvider provider, CancellationToken ct)
    {
        try
        {
            var service = await services.RefreshAsync(provider, ct);
            VideoAction? action = service.Map.Has(VideoAction.FindAsset) ? VideoAction.FindAsset : service.Map.Has(VideoAction.FindUpload) ? VideoAction.FindUpload : null;
            if (action is { } find) service.Map.ReadFound(find, await service.SendAsync(find, new() { Token = NoToken, Page = 1 }, ct), NoToken);
            return new(true, "Verified", action is null ? "The video service's Secrets are there." : "The video service answers.", KeyId: service.SigningKey?.Id);
        }
        catch (CredentialsException e)
        {
            return new(false, "CredentialsUnusable", e.Message);
        }
        catch (ActionException e)
        {
            return new(false, "ActionMap", e.Message);
        }
        catch (VideoServiceException e)
        {
            return new(false, e.Kind == VideoErrorKind.AccessDenied ? "AccessDenied" : "Unreachable", e.Message);
        }
    }

    /// <summary>What is known of signing keys, now that this one is in use. A pure function.</summary>
    /// <param name="before">What was known.</param>
    /// <param name="keyId">The key; null when none could be read.</param>
    /// <param name="assets">The provider's assets.</param>
    /// <param name="now">The time.</param>
    public static VideoProviderStatus? KeyAfter(VideoProviderStatus? before, string? keyId, IEnumerable<VideoAsset> assets, DateTimeOffset now)
    {
        if (keyId is null || keyId == before?.KeyId) return before;
        if (before?.KeyId is not { } former) return new() { KeyId = keyId };
        // Some may be signed anew already, and their former token lives on: no longer than one that was made just now.
        var longest = assets.Where(a => a.Spec.PlaybackPolicy == PlaybackPolicy.Signed).Select(a => a.Spec.SignedPlayback.TtlSeconds).DefaultIfEmpty(0).Max();
        return new() { KeyId = keyId, FormerKeyId = former, FormerKeyNeededUntil = now.AddSeconds(longest) };
    }
}
