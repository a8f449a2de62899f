using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.VideoAssets.Decisions;

/// <summary>Decides about a creation whose result is not recorded: it may or may not have taken effect. A pure function.</summary>
internal static class DecideCreation
{
    /// <summary>The next step of the creation in progress; null when there is none.</summary>
    public static ReconcileStep? UnderWay(VideoAssetView asset)
    {
        if (asset.Status.Creation is not { } creation) return null;
        if (asset.CreationIsFresh) return Create(asset);
        // The service creates only one thing for a token.
        if (!asset.CanFind) return new VideoAssetStep.BeginCreation();
        // A request that is still in flight would not be found, and take effect afterwards.
        if (Intent.IsOpen(creation.At, asset.Settling, asset.Now))
            return new Wait("Creating", $"The response to the creation of {creation.Token} was lost. Onair asks the service for it as soon as the request can no longer take effect.", WaitFor.InFlight);
        return asset.Found switch
        {
            null => new VideoAssetStep.FindCreated(),
            [] => asset.Deleting ? new VideoAssetStep.ForgetCreation() : Again(asset),
            [var first, ..] => new VideoAssetStep.AdoptCreated(first),
        };
    }

    private static ReconcileStep Create(VideoAssetView asset) => asset.IsDirect ? new VideoAssetStep.CreateUpload() : new VideoAssetStep.CreateAsset();

    private static ReconcileStep Again(VideoAssetView asset) => asset.Source switch
    {
        SourceView.Waits or SourceView.Wrong => new VideoAssetStep.ForgetCreation(),
        _ => new VideoAssetStep.BeginCreation(),
    };
}
