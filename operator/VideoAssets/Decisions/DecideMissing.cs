using Onair.Operator.Reconciliation;

namespace Onair.Operator.VideoAssets.Decisions;

/// <summary>
/// Decides about an upload or asset that the service does not find. One such answer is no loss: services answer from replicas and caches,
/// and with the credentials of another environment nothing is found. A pure function.
/// </summary>
internal static class DecideMissing
{
    /// <summary>How many answers it takes.</summary>
    public const int Answers = 3;

    /// <summary>How long it takes from the first of them.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Records the answer, and then the loss; null while that is too early.</summary>
    /// <param name="asset">The asset, not found in this round.</param>
    /// <param name="lost">What is recorded when it is lost.</param>
    public static ReconcileStep? Next(VideoAssetView asset, VideoAssetStep.RecordEnd lost) => asset.Status.NotFound switch
    {
        null => new VideoAssetStep.RecordNotFound(),
        { Answers: < Answers } when !asset.NotFoundIsRecorded => new VideoAssetStep.RecordNotFound(),
        { Answers: >= Answers, Since: var since } when asset.Now - since >= Patience => lost,
        _ => null,
    };

    /// <summary>The wait until it is found again, or lost.</summary>
    public static Wait Waits(VideoAssetView asset, string what) =>
        new("NotFound", $"The service has not found {what} since {asset.Status.NotFound!.Since:yyyy-MM-ddTHH:mm:ssZ}. It is asked again.", WaitFor.Provider);
}
