using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels.Decisions;

/// <summary>Creates what is missing, changes what differs, and publishes where the video goes in and out.</summary>
internal static class DecideProvisioning
{
    public static ReconcileStep Next(IvsChannelView view) =>
        DecideRecording.Next(view)
        ?? Ensure(view, IvsResource.Channel)
        ?? Ensure(view, IvsResource.StreamKey)
        ?? Update(view)
        ?? DecideRecording.RemoveFormer(view)
        ?? Publish(view)
        ?? new IvsChannelStep.Settle(view.Found(IvsResource.Channel) is null ? null : view.Differences);

    /// <summary>The next step until a resource exists and belongs to this channel; null then.</summary>
    public static ReconcileStep? Ensure(IvsChannelView view, IvsResource kind)
    {
        var recorded = view.RecordedArn(kind);
        if (view.Found(kind) is not { } seen)
            return recorded is not null && !view.LookAtAll ? null : recorded is null ? DecideAdoption.Look(view, kind) : new IvsChannelStep.Look(kind, ByTag: false);
        if (!seen.Exists) return recorded is not null ? DecideLoss.Next(view, kind) : DecideAdoption.Missing(view, kind) ?? Create(view, kind);
        // Somebody has reset the stream key: the channel has another one.
        if (recorded != seen.Arn) return DecideAdoption.Take(view, kind, seen);
        if (DecideLoss.Found(view, kind) is { } found) return found;
        return seen.Owner is null && !view.Tagged.Contains(seen.Arn!) ? new IvsChannelStep.Claim(kind, seen.Arn!) : null;
    }

    /// <summary>Records where viewers play and encoders push, and writes the stream key into its Secret; null when both are done.</summary>
    public static ReconcileStep? Publish(IvsChannelView view)
    {
        if (view.Found(IvsResource.Channel)?.Channel is not { } channel || view.RecordedArn(IvsResource.StreamKey) is not { } key) return null;
        if (!view.Secret.IsKnown) return new IvsChannelStep.LookForSecret();
        if (view.Secret.Problem is { } problem) return new Stall("SecretUnusable", problem);
        if (channel.IngestEndpoint is { } endpoint && view.Secret.KeyArn != key) return new IvsChannelStep.WriteSecret(key, endpoint);
        return view.Status.StreamKeySecretRef is null || view.Status.Playback?.Url != channel.PlaybackUrl || view.Status.Ingest?.Endpoint != channel.IngestEndpoint
            ? new IvsChannelStep.RecordEndpoints(channel.PlaybackUrl, channel.IngestEndpoint)
            : null;
    }

    // IVS takes no request tokens: what was begun is looked for by tag until it can no longer appear.
    private static ReconcileStep Create(IvsChannelView view, IvsResource kind) =>
        !view.IsCreating(kind) ? new IvsChannelStep.RecordIntent(kind)
        : view.MayAppear ? new Wait("Provisioning", $"The {kind.Title()} may have been created already; waiting for it to appear.")
        : new IvsChannelStep.Create(kind);

    // "Live channels cannot be updated" (UpdateChannel, IVS API reference): an edit waits, and never ends a stream.
    private static ReconcileStep? Update(IvsChannelView view)
    {
        if (view.Differences is not { Count: > 0 } fields || view.Stream is { IsLive: true } || view.UpdateRefused) return null;
        return view.Changed.Contains(IvsResource.Channel)
            ? new Wait("Updating", "The IVS channel is being updated.")
            : new IvsChannelStep.Update(view.RecordedArn(IvsResource.Channel)!, fields);
    }
}
