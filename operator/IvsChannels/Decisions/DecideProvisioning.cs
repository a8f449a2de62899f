using Onair.Operator.ExternalResources;
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
        // A key is known by its channel.
        if (kind == IvsResource.StreamKey && (view.RecordedId(kind) is null || view.LookAtAll) && Shown(view, IvsResource.Channel) is { } channel) return channel;
        // IVS takes no request tokens: what was begun is looked for by tag until it can no longer appear.
        if (Presence.Next(view, kind, view.LookAtAll, () => Intent.Create(view, kind, takesToken: false)) is { } step) return step;
        // IVS makes the key with the channel, without tags.
        return kind == IvsResource.StreamKey && view.Found(kind) is { Tag: null, Arn: { } key } && !view.Tagged.Contains(key)
            ? new IvsChannelStep.Claim(kind, key) { IsAdoption = view.HasForeignKey }
            : null;
    }

    /// <summary>Records where viewers play and encoders push, and writes the stream key into its Secret; null when both are done.</summary>
    public static ReconcileStep? Publish(IvsChannelView view)
    {
        if (Endpoints(view) is not var (playback, ingest) || view.RecordedId(IvsResource.StreamKey) is not { } key) return null;
        if (!view.Secret.IsKnown) return new IvsChannelStep.LookForSecret();
        if (view.Secret.Problem is { } problem) return new Stall("SecretUnusable", problem);
        if (ingest is not null && view.Secret.KeyArn != key)
        {
            if (Key(view) is { } look) return look;
            if (!view.HasForeignKey) return new IvsChannelStep.WriteSecret(view.Proven(IvsResource.StreamKey), ingest);
        }

        var hasKey = view.Secret.KeyArn == key;
        return (view.Status.StreamKeySecretRef is not null) != hasKey || view.Status.Playback?.Url != playback || view.Status.Ingest?.Endpoint != ingest
            ? new IvsChannelStep.RecordEndpoints(playback, ingest, hasKey)
            : null;
    }

    // The key of the channel is read by a proof. Only the Secret may be in doubt, with nothing looked at.
    private static ReconcileStep? Key(IvsChannelView view) =>
        Shown(view, IvsResource.Channel) ?? Shown(view, IvsResource.StreamKey);

    private static ReconcileStep? Shown(IvsChannelView view, IvsResource kind) => view.Found(kind) switch
    {
        null => new IvsChannelStep.Look(kind, ByTag: false),
        { Exists: false } => Loss.Next(view, kind),
        _ => Proof.Next(view, kind),
    };

    // As seen in this round; as recorded when only the Secret is in doubt.
    private static (string? Playback, string? Ingest)? Endpoints(IvsChannelView view) => view switch
    {
        _ when view.Found(IvsResource.Channel)?.Channel is { } channel => (channel.PlaybackUrl, channel.IngestEndpoint),
        { SecretIsSuspect: true, Status.Ingest: { } ingest } => (view.Status.Playback?.Url, ingest.Endpoint),
        _ => null,
    };

    // "Live channels cannot be updated" (UpdateChannel, IVS API reference): an edit waits, and never ends a stream.
    private static ReconcileStep? Update(IvsChannelView view)
    {
        if (view.Differences is not { Count: > 0 } fields || view.Stream is { IsLive: true } || view.UpdateRefused) return null;
        // The update names the recording configuration.
        if (view.RecordedId(IvsResource.RecordingConfiguration) is not null && Shown(view, IvsResource.RecordingConfiguration) is { } first) return first;
        return view.Changed.Contains(IvsResource.Channel)
            ? new Wait("Updating", "The IVS channel is being updated.")
            : new IvsChannelStep.Update(view.Proven(IvsResource.Channel), fields);
    }
}
