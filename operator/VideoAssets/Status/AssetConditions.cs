using Onair.Api.VideoAssets;
using Onair.Operator.Reconciliation;
using Onair.Operator.VideoAssets.Decisions;

namespace Onair.Operator.VideoAssets.Status;

/// <summary>The status at the end of a round. A pure function.</summary>
internal static class AssetConditions
{
    public static VideoAssetStatus After(VideoAssetStatus status, VideoAssetView asset, RoundEnd end, long? generation)
    {
        var conditions = new Conditions(status.Conditions, generation, asset.Now);
        var (phase, reason, message) = Outcome(asset, end);
        if (end is Settle) EndConditions.Settled(conditions, reason, message);
        else EndConditions.Unsettled(conditions, end);
        return status with
        {
            ObservedGeneration = generation,
            Phase = phase,
            State = status.State ?? VideoAssetState.Waiting,
            Conditions = conditions.All,
        };
    }

    private static (string Phase, string Reason, string Message) Outcome(VideoAssetView asset, RoundEnd end) => end switch
    {
        Settle => ("Ready", "Ready", "The video plays."),
        Stall stall => ("Failed", stall.Reason, stall.Message),
        Wait wait => (asset.Deleting ? "Deleting" : wait.Reason == "Paused" ? "Paused" : (asset.Status.State ?? VideoAssetState.Waiting).ToString(), wait.Reason, wait.Message),
        _ => throw new InvalidOperationException($"{end.GetType().Name} ends no round."),
    };
}
