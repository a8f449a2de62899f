using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.VideoAssets.Decisions;

/// <summary>
/// Decides about an upload or asset that the service does not find. One such answer is no loss: services answer from replicas and caches,
/// and with the credentials of another environment nothing is found. A pure function.
/// </summary>
internal static class DecideMissing
{
    /// <summary>How long it takes from the first NotFound.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Records the answer, and then the loss; null while that is too early.</summary>
    /// <param name="asset">The asset, not found in this round.</param>
    /// <param name="lost">What is recorded when it is lost.</param>
    public static ReconcileStep? Next(VideoAssetView asset, VideoAssetStep.RecordEnd lost) => IsProven(asset) ? lost : Count(asset);

    /// <summary>The next step until an upload or asset that is to be deleted, and was not found, is proven to be gone; null when it is.</summary>
    /// <param name="asset">The asset, not found in this round by a write either.</param>
    /// <param name="what">The upload or asset, for people.</param>
    public static ReconcileStep? UntilProven(VideoAssetView asset, string what) => IsProven(asset) ? null : (ReconcileStep?)Count(asset) ?? Waits(asset, what);

    private static bool IsProven(VideoAssetView asset) =>
        asset.Status.NotFound is { } missing && Loss.IsProven(missing.Answers, missing.Since, Patience, asset.Now);

    private static VideoAssetStep.RecordNotFound? Count(VideoAssetView asset) =>
        asset.Status.NotFound is not { Answers: var answers } || (answers < Loss.Looks && !asset.NotFoundIsRecorded) ? new() : null;

    /// <summary>The wait until it is found again, or lost.</summary>
    public static Wait Waits(VideoAssetView asset, string what) =>
        new("NotFound", $"The service has not found {what} since {asset.Status.NotFound!.Since:yyyy-MM-ddTHH:mm:ssZ}. Onair asks again.", WaitFor.Provider);
}
