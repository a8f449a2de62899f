namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>Creates what is missing, one resource after the other, and records where the video goes in and out.</summary>
internal static class DecideProvisioning
{
    /// <summary>The next step of provisioning; null when all resources exist and are published.</summary>
    public static Step? Next(StreamView view)
    {
        foreach (var kind in ResourceKinds.InCreationOrder(view.Spec.Input))
            if (Ensure(view, kind) is { } step)
                return step;
        return Publish(view);
    }

    private static Step? Ensure(StreamView view, ResourceKind kind)
    {
        var recorded = view.RecordedId(kind);
        if (view.See(kind) is not { } seen)
            return recorded is not null && !MustLook(view, kind) ? null : new Step.Look(kind, ByTag: recorded is null);
        if (!seen.Exists) return recorded is null ? Create(view, kind) : Lose(view, kind);
        if (recorded is null) return new Step.RecordId(kind, seen.Id!);
        return seen.State switch
        {
            Lifecycle.CreateFailed => new Step.Delete(kind, seen.Id!),
            Lifecycle.Deleting => Waiting(kind, "is being deleted by somebody else"),
            Lifecycle.Changing => Waiting(kind, "is being created or updated"),
            _ when kind != ResourceKind.Channel && seen.Differences.Count > 0 =>
                new Step.Update(kind, seen.Id!, seen.Differences),
            _ => null,
        };
    }

    // The channel's state is what most decisions hang on; the others matter until the channel is made of them, and when
    // something may have changed.
    private static bool MustLook(StreamView view, ResourceKind kind) =>
        view.LookAtAll || kind == ResourceKind.Channel || view.RecordedId(ResourceKind.Channel) is null
        || (kind == ResourceKind.Input && view.Status.Ingest is null)
        || (kind == ResourceKind.PackageEndpoint && view.Status.Playback?.Url is null);

    private static Step Create(StreamView view, ResourceKind kind)
    {
        if (kind == ResourceKind.Input && StreamKey(view) is { } step) return step;
        var intent = view.Status.Resources.Creating;
        if (intent?.Resource != kind.ToString()) return new Step.RecordIntent(kind);
        // An intent of this very round has certainly not been acted upon yet; an older one may have been.
        var mayAppear = !view.IntentIsFresh && view.Now - intent.Since < Decide.AppearanceTime;
        return kind == ResourceKind.InputSecurityGroup && mayAppear
            ? Waiting(kind, "may have been created already; waiting for it to appear")
            : new Step.Create(kind, intent.Token);
    }

    // The behaviour is known by the endpoint's URL, and the next endpoint has another: the behaviour goes first.
    private static Step Lose(StreamView view, ResourceKind kind) =>
        kind == ResourceKind.PackageEndpoint && view.RecordedId(ResourceKind.Behaviour) is { } behaviour
            ? DecideDistribution.Remove(view, behaviour)
            : new Step.RecordLoss(kind);

    private static Step? StreamKey(StreamView view) => view.StreamKey.State switch
    {
        StreamKeyState.Unknown => new Step.LookForStreamKey(),
        StreamKeyState.ToGenerate => new Step.GenerateStreamKey(),
        StreamKeyState.Unusable => new Step.Stall("StreamKeyUnusable", view.StreamKey.Message),
        _ => null,
    };

    private static Step? Publish(StreamView view)
    {
        if (view.Status.Ingest is null)
            return StreamKey(view) ?? new Step.PublishIngest(view.See(ResourceKind.Input)!.Urls);
        return view.Status.Playback?.Url is null
            ? new Step.RecordPlayback(view.See(ResourceKind.PackageEndpoint)!.Urls[0])
            : null;
    }

    private static Step.Wait Waiting(ResourceKind kind, string what) => new("Provisioning", $"The {kind.Title()} {what}.");
}
