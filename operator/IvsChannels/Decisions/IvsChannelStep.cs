using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels.Decisions;

/// <summary>The steps of an IvsChannel. Each does at most one side effect.</summary>
internal abstract record IvsChannelStep : ResourceStep<IvsResource>
{
    private IvsChannelStep()
    {
    }

    // Looks have no side effect; the next decision knows what was found.

    internal sealed record LookAtStream(string ChannelArn) : IvsChannelStep;

    /// <summary>At the recording configuration before an edit.</summary>
    internal sealed record LookAtFormer(string Arn) : IvsChannelStep;

    internal sealed record LookForSecret : IvsChannelStep;

    // Kubernetes

    /// <summary>Reads the stream key from IVS and writes it into the Secret.</summary>
    internal sealed record WriteSecret(Owned<IvsResource> Key, string IngestEndpoint) : IvsChannelStep;

    // Records: one status write each.

    /// <summary>The recorded creation has made nothing.</summary>
    internal sealed record DropIntent : IvsChannelStep;

    /// <summary>The recording configuration is not what is declared any more: it stays until the channel has another one.</summary>
    internal sealed record RetireRecording : IvsChannelStep;

    /// <summary>The former recording configuration is deleted.</summary>
    internal sealed record RecordFormerGone : IvsChannelStep;

    /// <summary>All resources exist: where viewers play and encoders push.</summary>
    internal sealed record RecordEndpoints(string? PlaybackUrl, string? IngestEndpoint, bool HasKey) : IvsChannelStep;

    /// <summary>The stream of a channel that is being deleted has ended.</summary>
    internal sealed record RecordOffline : IvsChannelStep;

    // AWS
    /// <summary>Ends the stream of a channel that is being deleted.</summary>
    internal sealed record Stop(Owned<IvsResource> Channel) : IvsChannelStep
    {
        public override CallPriority? Priority => CallPriority.Stop;
    }

    // Ends

    /// <summary>
    /// Everything is as declared, except the fields whose change waits for the end of the stream; null when the channel was not compared, so
    /// that those recorded still hold.
    /// </summary>
    internal sealed record Settle(IReadOnlyList<string>? PendingFields) : Reconciliation.Settle;

    /// <summary>Everything was looked at and nothing changed. <paramref name="Drift"/> is null when nothing was compared.</summary>
    internal sealed record Observe(IReadOnlyList<string>? Drift) : RoundEnd;
}
