namespace Onair.Operator.VideoAssets.Decisions;

/// <summary>A creation whose end is not recorded: nobody knows how far it came. A pure function.</summary>
internal static class DecideCreation
{
    /// <summary>The next step of the creation that is under way; null when none is.</summary>
    public static AssetStep? UnderWay(AssetView asset)
    {
        if (asset.Status.Creation is not { } creation) return null;
        if (asset.CreationIsFresh) return Create(asset);
        // The service promises to make one thing alone of a token.
        if (!asset.CanFind) return new AssetStep.BeginCreation();
        // A request that is under way yet would not be found, and then have its effect.
        if (creation.At + asset.Settling > asset.Now)
            return new AssetStep.Wait("Creating", $"Whether {creation.Token} was created is looked at once its request is over for sure.", WaitFor.Settling);
        return asset.Found switch
        {
            null => new AssetStep.FindCreated(),
            [] => asset.Deleting ? new AssetStep.ForgetCreation() : Again(asset),
            [var first, ..] => new AssetStep.AdoptCreated(first),
        };
    }

    private static AssetStep Create(AssetView asset) => asset.IsDirect ? new AssetStep.CreateUpload() : new AssetStep.CreateAsset();

    private static AssetStep Again(AssetView asset) => asset.Source switch
    {
        SourceView.Waits or SourceView.Wrong => new AssetStep.ForgetCreation(),
        _ => new AssetStep.BeginCreation(),
    };
}
