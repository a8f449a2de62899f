using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>Adds the stream to the provider's distribution and takes it out again. Both may happen on air.</summary>
internal static class DecideDistribution
{
    /// <summary>The next step; null when the distribution is as declared.</summary>
    public static ReconcileStep? Next(LiveStreamView view)
    {
        var recorded = view.RecordedId(ResourceKind.Behaviour);
        if (!view.Spec.Distribution.Live) return recorded is null ? null : Remove(view, recorded);
        // A full distribution must not keep the show off air.
        if (recorded is null && view.BehaviourRefused is not null) return null;
        if (view.Found(ResourceKind.Behaviour) is not { } seen)
            return recorded is not null && view.Status.Playback?.LiveUrl is not null && !view.LookAtAll
                ? null
                : new LiveStreamStep.Look(ResourceKind.Behaviour, ByTag: recorded is null);
        // The path pattern is the behaviour's identity: a repeated creation finds it and changes nothing.
        if (!seen.Exists) return recorded is null ? new LiveStreamStep.Create(ResourceKind.Behaviour, Token: "") : new LiveStreamStep.RecordLoss(ResourceKind.Behaviour);
        if (recorded is null) return new LiveStreamStep.RecordId(ResourceKind.Behaviour, seen.Id!);
        if (seen.Differences.Count > 0) return new LiveStreamStep.Update(ResourceKind.Behaviour, seen.Id!, seen.Differences);
        return view.Status.Playback?.LiveUrl == seen.Urls[0] ? null : new LiveStreamStep.RecordLiveUrl(seen.Urls[0]);
    }

    /// <summary>The next step of taking the stream out of the distribution.</summary>
    public static ReconcileStep Remove(LiveStreamView view, string recorded)
    {
        if (view.Status.Playback?.LiveUrl is not null) return new LiveStreamStep.RecordLiveUrl(null);
        if (view.Found(ResourceKind.Behaviour) is not { } seen) return new LiveStreamStep.Look(ResourceKind.Behaviour, ByTag: false);
        return seen.Exists ? new LiveStreamStep.Delete(ResourceKind.Behaviour, recorded) : new LiveStreamStep.RecordRemoval(ResourceKind.Behaviour);
    }
}
