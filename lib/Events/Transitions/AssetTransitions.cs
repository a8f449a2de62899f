using Onair.Api.Common;
using Onair.Api.VideoAssets;

namespace Onair.Events.Transitions;

/// <summary>What happened to a VideoAsset between two consecutive statuses. A pure function.</summary>
public static class AssetTransitions
{
    /// <summary>The transitions, in order.</summary>
    /// <param name="before">The status that is stored.</param>
    /// <param name="after">The status that replaces it.</param>
    public static IEnumerable<Transition> Between(VideoAssetStatus before, VideoAssetStatus after)
    {
        if (before.State != after.State && Of(after) is { } transition) yield return transition;
        var (was, now) = (Stalled(before), Stalled(after));
        // The end of an upload or asset is reported with its state.
        if (now is { Status: ConditionStatus.True } && !IsOver(after) && (was?.Status != ConditionStatus.True || was.Reason != now.Reason))
            yield return new(EventTypes.VideoAssetErrored) { Reason = now.Reason, Message = now.Message };
        if (before.Outbox?.ClosedAt is null && after.Outbox?.ClosedAt is not null) yield return new(EventTypes.VideoAssetDeleted);
    }

    private static Transition? Of(VideoAssetStatus after) => after.State switch
    {
        VideoAssetState.Waiting => new(EventTypes.VideoAssetWaiting),
        VideoAssetState.Preparing => new(EventTypes.VideoAssetPreparing),
        VideoAssetState.Ready => new(EventTypes.VideoAssetReady),
        VideoAssetState.Errored => new(EventTypes.VideoAssetErrored) { Reason = "Errored", Message = after.Error },
        VideoAssetState.TimedOut => new(EventTypes.VideoAssetErrored) { Reason = "UploadTimedOut", Message = "Nothing was uploaded in time." },
        VideoAssetState.Cancelled => new(EventTypes.VideoAssetErrored) { Reason = "UploadCancelled", Message = "The upload was cancelled." },
        _ => null,
    };

    private static bool IsOver(VideoAssetStatus status) => status.State is VideoAssetState.Errored or VideoAssetState.TimedOut or VideoAssetState.Cancelled;

    private static Condition? Stalled(VideoAssetStatus status) => status.Conditions.FirstOrDefault(c => c.Type == ConditionTypes.Stalled);
}
