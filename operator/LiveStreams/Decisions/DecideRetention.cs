namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>
/// Lets go of a stream whose resources stay: they keep running and lose the tags that say whose they are, so that another
/// LiveStream may take them over.
/// </summary>
internal static class DecideRetention
{
    public static Step Next(StreamView view)
    {
        if (view.ObserveOnly) return new Step.RemoveFinalizer();
        foreach (var kind in ResourceKinds.InDeletionOrder.Where(k => k != ResourceKind.Behaviour && view.MayExist(k)))
        {
            if (view.See(kind) is not { } seen) return new Step.Look(kind, ByTag: view.RecordedId(kind) is null);
            if (seen.Owner == view.Uid && seen.Arn is { } arn) return new Step.Release(kind, arn);
        }
        return new Step.RemoveFinalizer();
    }
}
