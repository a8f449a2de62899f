using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>
/// Adds the stream to the provider's distribution and takes it out again. Both may happen on air, and neither delays a start, a stop or a
/// limit: it is decided when the channel leaves nothing to do.
/// </summary>
internal static class DecideDistribution
{
    /// <summary>The next step; null when the distribution is as declared, or when CloudFront is in the way.</summary>
    public static ReconcileStep? Next(LiveStreamView view)
    {
        if (view.DistributionProblem is not null || view.Changed.Contains(ResourceKind.Behaviour)) return null;
        var recorded = view.RecordedId(ResourceKind.Behaviour);
        if (!view.Spec.Distribution.Live) return recorded is null ? null : Remove(view);
        // Until the endpoint has a URL there is nothing to distribute.
        if (view.Status.Playback?.Url is null) return null;
        if (view.Found(ResourceKind.Behaviour) is not { } seen)
            return recorded is not null && view.Status.Playback.LiveUrl is not null && !view.LookAtAll
                ? null
                : LookAtEndpoint(view) ?? new LiveStreamStep.Look(ResourceKind.Behaviour, ByTag: recorded is null);
        // The path pattern is the behaviour's identity: a repeated creation finds it and changes nothing.
        if (!seen.Exists && recorded is null) return new LiveStreamStep.Create(ResourceKind.Behaviour, Token: "");
        if (recorded is null) return new LiveStreamStep.RecordId(ResourceKind.Behaviour, seen.Id!);
        if (!seen.Exists || seen.Differences.Count > 0) return Rewrite(view, seen);
        return view.Status.Playback.LiveUrl == seen.Urls[0] ? null : Publish(view, seen);
    }

    // What is written anew is deployed anew.
    private static ReconcileStep Rewrite(LiveStreamView view, ObservedResource seen) =>
        view.Status.Resources.DeployingSince is not null ? new LiveStreamStep.RecordDeploying(null)
        : seen.Exists ? new LiveStreamStep.Update(view.Proven(ResourceKind.Behaviour), seen.Differences)
        : new LiveStreamStep.Create(ResourceKind.Behaviour, Token: "") { Restores = true };

    // Edge locations answer by the former configuration until the new one is deployed. Others may edit the distribution so often that it
    // is never Deployed as a whole; what it has held for the time of a deployment is.
    private static LiveStreamStep? Publish(LiveStreamView view, ObservedResource seen)
    {
        var since = view.Status.Resources.DeployingSince;
        if (seen.State == Lifecycle.Idle || view.Now - since >= view.DeploymentTime) return new LiveStreamStep.RecordLiveUrl(seen.Urls[0]);
        return since is null ? new LiveStreamStep.RecordDeploying(view.Now) : null;
    }

    /// <summary>The look at the endpoint by whose URL the behaviour is known; null when it was looked at.</summary>
    public static LiveStreamStep.Look? LookAtEndpoint(LiveStreamView view) => view.Found(ResourceKind.PackageEndpoint) is not null
        ? null
        : new(ResourceKind.PackageEndpoint, ByTag: view.RecordedId(ResourceKind.PackageEndpoint) is null);

    /// <summary>The next step of taking the stream out of the distribution.</summary>
    public static ReconcileStep Remove(LiveStreamView view)
    {
        if (view.Status.Playback?.LiveUrl is not null) return new LiveStreamStep.RecordLiveUrl(null);
        if (LookAtEndpoint(view) is { } first) return first;
        if (view.Found(ResourceKind.Behaviour) is not { } seen) return new LiveStreamStep.Look(ResourceKind.Behaviour, ByTag: false);
        return seen.Exists && !view.IsDeleted(ResourceKind.Behaviour)
            ? new LiveStreamStep.Delete(view.Proven(ResourceKind.Behaviour))
            : new LiveStreamStep.RecordRemoval(ResourceKind.Behaviour);
    }
}
