using Onair.Api.LiveStreams;
using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>Creates what is missing, one resource after the other, and records where the video goes in and out.</summary>
internal static class DecideProvisioning
{
    /// <summary>The next step of provisioning; null when all resources exist and are published.</summary>
    public static ReconcileStep? Next(LiveStreamView view)
    {
        foreach (var kind in ResourceKindTable.InCreationOrder(view.Spec.Input))
            if (Ensure(view, kind) is { } step)
                return step;
        return DropPasswords(view) ?? Publish(view);
    }

    /// <summary>Records the URLs of what exists; null when they are recorded.</summary>
    public static ReconcileStep? Publish(LiveStreamView view)
    {
        if (view.Spec.Input.Type == InputType.RtmpPush && view.Found(ResourceKind.Input) is { } input && IsUnpublished(view, input))
            return StreamKey(view) ?? new LiveStreamStep.PublishIngest(input.Urls, view.StreamKey.State == SecretState.ToGenerate ? null : view.StreamKeyReference);
        return view.Status.Playback?.Url is null
            ? new LiveStreamStep.RecordPlayback(view.Found(ResourceKind.PackageEndpoint)!.Urls[0])
            : null;
    }

    // Encoders and Connectors read the key where the status says, so a new Secret is named when the input has its key.
    private static bool IsUnpublished(LiveStreamView view, ObservedResource input) => view.Status.Ingest is not { } ingest || view.StreamKey switch
    {
        { State: SecretState.ToGenerate } => !view.HasForeignKey || ingest.StreamKeySecretRef is not null,
        { State: SecretState.Known } key => input.Differences.Count == 0 && (key.LacksUrls || ingest.StreamKeySecretRef != view.StreamKeyReference),
        _ => false,
    };

    private static ReconcileStep? Ensure(LiveStreamView view, ResourceKind kind)
    {
        var looks = MustLook(view, kind);
        if (looks && view.Found(kind) is null && (SourceSecrets(view, kind) ?? DeclaredKey(view, kind)) is { } first) return first;
        return Presence.Next(view, kind, looks, () => Create(view, kind), () => DecideLoss.Next(view, kind)) ?? (view.Found(kind) is { } seen ? Settle(view, kind, seen) : null);
    }

    private static ReconcileStep? Settle(LiveStreamView view, ResourceKind kind, ObservedResource seen) => seen.State switch
    {
        Lifecycle.CreateFailed when view.Changed.Contains(kind) => Waiting(kind, "is being deleted because its creation failed"),
        Lifecycle.CreateFailed => new LiveStreamStep.Delete(view.Proven(kind)),
        Lifecycle.Deleting => Waiting(kind, "is being deleted outside Onair"),
        Lifecycle.Changing => Waiting(kind, "is being created or updated"),
        _ when ChangesOnAir(kind) && seen.Differences.Count > 0 && !view.Changed.Contains(kind) => new LiveStreamStep.Update(view.Proven(kind), seen.Differences),
        _ => null,
    };

    // A password that no source needs is removed from AWS, but not before the input stops naming it.
    private static ReconcileStep? DropPasswords(LiveStreamView view)
    {
        if (view.Spec.Input.NeedsCredentials() || view.RecordedId(ResourceKind.SourceCredentials) is null) return null;
        if (view.Found(ResourceKind.Input) is not { Exists: true, Differences.Count: 0 }) return null;
        if (view.Found(ResourceKind.SourceCredentials) is not { } seen) return new LiveStreamStep.Look(ResourceKind.SourceCredentials, ByTag: false);
        if (Proof.Next(view, ResourceKind.SourceCredentials) is { } unproven) return unproven;
        return seen.Exists && !view.Changed.Contains(ResourceKind.SourceCredentials) ? new LiveStreamStep.Delete(view.Proven(ResourceKind.SourceCredentials)) : new LiveStreamStep.RecordRemoval(ResourceKind.SourceCredentials);
    }

    private static bool ChangesOnAir(ResourceKind kind) => kind is not (ResourceKind.Channel or ResourceKind.Input);

    // The channel's state is what most decisions hang on; the others matter until the channel is made of them, and when
    // something may have changed.
    private static bool MustLook(LiveStreamView view, ResourceKind kind) =>
        view.LookAtAll || kind == ResourceKind.Channel || ResourceKindTable.InCreationOrder(view.Spec.Input).Any(k => view.RecordedId(k) is null)
        || (kind == ResourceKind.Input && (NeedsUrls(view) || view.Status.Conditions.Any(c => c.Type == LiveStreamConditions.ChangesPending)))
        || (kind == ResourceKind.PackageEndpoint && view.Status.Playback?.Url is null);

    private static bool NeedsUrls(LiveStreamView view) => view.Status.Ingest is null && view.Spec.Input.Type == InputType.RtmpPush;

    private static ReconcileStep Create(LiveStreamView view, ResourceKind kind)
    {
        if (kind == ResourceKind.Input && view.Spec.Input.Type == InputType.RtmpPush && StreamKey(view) is { } step) return step;
        return view.Failure?.WaitFor(Attempt.Create(kind), view.Now, $"MediaLive could not create the {kind.Title()} (CREATE_FAILED).")
            ?? Intent.Create(view, kind, takesToken: kind != ResourceKind.InputSecurityGroup);
    }

    private static ReconcileStep? StreamKey(LiveStreamView view) => view.StreamKey.State switch
    {
        SecretState.Unknown => new LiveStreamStep.LookForStreamKey(),
        SecretState.ToGenerate when view.HasForeignKey => null,
        SecretState.ToGenerate => new LiveStreamStep.GenerateStreamKey(),
        SecretState.Unusable => view.StreamKey.End("StreamKeyUnusable"),
        _ => null,
    };

    // The key of an existing input is compared with the declared one. While that is unusable, shows go on with the key that the input has.
    private static LiveStreamStep.LookForStreamKey? DeclaredKey(LiveStreamView view, ResourceKind kind) =>
        kind == ResourceKind.Input && view.RecordedId(kind) is not null && view.Spec.Input.Type == InputType.RtmpPush && view.StreamKey.State == SecretState.Unknown
            ? new LiveStreamStep.LookForStreamKey() : null;

    // What is compared at the sources and their passwords needs the Secrets. A show goes on without them.
    private static ReconcileStep? SourceSecrets(LiveStreamView view, ResourceKind kind)
    {
        if (!view.Spec.Input.NeedsCredentials() || kind is not (ResourceKind.SourceCredentials or ResourceKind.Input)) return null;
        return view.SourceSecrets.State switch
        {
            SecretState.Unknown => new LiveStreamStep.LookForSourceSecrets(),
            SecretState.Unusable => DecideRun.StopOnly(view) ?? view.SourceSecrets.End("SourceCredentialsUnusable"),
            _ => null,
        };
    }

    private static Wait Waiting(ResourceKind kind, string what) => new("Provisioning", $"The {kind.Title()} {what}.");
}
