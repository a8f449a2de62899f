using Onair.Api.MediaProviders;
using Onair.Api.VideoAssets;
using Onair.Operator.ProviderAccess;
using Onair.Operator.VideoServices;
using Onair.VideoActions;

namespace Onair.Operator.MediaProviders;

/// <summary>Checks that a video service is usable by searching it for something that cannot exist.</summary>
internal sealed class VideoProviderCheck(VideoServiceCache services)
{
    private const string NoToken = "onair.dev/check";

    public async Task<ProviderCheck> CheckAsync(MediaProvider provider, CancellationToken cancellationToken)
    {
        try
        {
            var service = await services.RefreshAsync(provider, cancellationToken);
            VideoAction? action = service.Map.Has(VideoAction.FindAsset) ? VideoAction.FindAsset : service.Map.Has(VideoAction.FindUpload) ? VideoAction.FindUpload : null;
            if (action is { } find) service.Map.ReadFound(find, await service.SendAsync(find, new() { Token = NoToken, Page = 1 }, cancellationToken), NoToken);
            return new(true, "Verified", action is null ? "The video service's Secrets exist." : "The video service responds.", KeyId: service.SigningKey?.Id);
        }
        catch (CredentialsException e)
        {
            return ProviderCheck.Of(e);
        }
        catch (ActionException e)
        {
            return new(false, "ActionMap", e.Message);
        }
        catch (VideoServiceException e)
        {
            return new(false, e.Kind == VideoErrorKind.AccessDenied ? "AccessDenied" : ProviderCheck.Unreachable, e.Message);
        }
    }

    /// <summary>The recorded signing keys after this one came into use. A pure function.</summary>
    /// <param name="before">The recorded keys.</param>
    /// <param name="keyId">The key in use; null when none could be read.</param>
    /// <param name="assets">The provider's assets.</param>
    /// <param name="now">The time.</param>
    public static VideoProviderStatus? KeyAfter(VideoProviderStatus? before, string? keyId, IEnumerable<VideoAsset> assets, DateTimeOffset now)
    {
        if (keyId is null || keyId == before?.KeyId) return before;
        if (before?.KeyId is not { } former) return new() { KeyId = keyId };
        // Some assets may have a new token already while their old one is still valid, at most as long as one made just now.
        var longest = assets.Where(a => a.Spec.PlaybackPolicy == PlaybackPolicy.Signed).Select(a => a.Spec.SignedPlayback.TtlSeconds).DefaultIfEmpty(0).Max();
        return new() { KeyId = keyId, FormerKeyId = former, FormerKeyNeededUntil = now.AddSeconds(longest) };
    }
}
