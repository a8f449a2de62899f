using Onair.Api.LiveStreams;
using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>
/// Looks and reports, and changes nothing in AWS. Sessions are kept as they are seen, so that recordings are found whoever
/// runs the channel.
/// </summary>
internal static class DecideObservation
{
    public static ReconcileStep Next(LiveStreamView view)
    {
        if (view.Spec.Input.NeedsCredentials() && view.SourceSecrets.State == SecretState.Unknown) return new LiveStreamStep.LookForSourceSecrets();
        if (view.Spec.Input.Type == InputType.RtmpPush && view.LookAtAll && view.StreamKey.State == SecretState.Unknown) return new LiveStreamStep.LookForStreamKey();
        var drift = new List<string>();
        if (Observation.Next(view, Kinds(view), kind => view.LookAtAll || kind == ResourceKind.Channel, drift) is { } step) return step;
        if (view.Found(ResourceKind.Input) is { Exists: true } && view.Found(ResourceKind.PackageEndpoint) is { Exists: true } && view.LookAtAll
            && DecideProvisioning.Publish(view) is { } publish)
            return publish;
        return Run(view, drift);
    }

    private static ReconcileStep Run(LiveStreamView view, List<string> drift)
    {
        var (channel, session, desired) = (view.Found(ResourceKind.Channel)!, view.CurrentSession, DesiredRun.Declared(view));
        var runs = channel.State == Lifecycle.Running;
        if (runs && DecideRun.Follow(view, channel) is { } step) return step;
        if (channel.State is Lifecycle.Idle or Lifecycle.Deleted && session is not null) return DecideRun.CloseSession(view);
        if (runs && view.Receiving is null && !view.InputAsked) return new LiveStreamStep.AskForInput();
        if (channel.State is Lifecycle.Idle or Lifecycle.Running && runs != desired.Runs)
            drift.Add(runs ? $"the channel runs, but {desired.Why}" : "the channel is idle, but the spec requires it to run");
        return new LiveStreamStep.Observe(runs, view.LookAtAll ? drift : null);
    }

    private static IEnumerable<ResourceKind> Kinds(LiveStreamView view) =>
        ResourceKindTable.InCreationOrder(view.Spec.Input).Where(k => k != ResourceKind.SourceCredentials)
            .Concat(view.Spec.Distribution.Live && view.Status.Playback?.Url is not null ? [ResourceKind.Behaviour] : []);
}
