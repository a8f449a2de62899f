using k8s.Models;
using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Api.Rules;
using Onair.Operator.ExternalResources;
using Onair.Operator.IvsChannels.Accounts;
using Onair.Operator.IvsChannels.AwsResources;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.IvsChannels.Status;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels;

/// <summary>What one round has learned of an IvsChannel so far, and what its calls need.</summary>
internal sealed class IvsChannelRound(IvsChannel channel, IvsChannelView begun, string cluster, TimeProvider time)
    : ExternalRound<IvsChannel, IvsChannelView, IvsResource, ObservedIvs>(channel, begun, IsApplied(channel), time), IResourceRound<IvsContext, IvsResource, ObservedIvs>
{
    /// <summary>
    /// The channel was ready before the round as far as is known. A deletion that AWS refuses has to say so, whatever the channel was before.
    /// </summary>
    public bool WasReady { get; } = channel.Metadata.DeletionTimestamp is null
        && channel.Recorded.Conditions.Any(c => c is { Type: ConditionTypes.Ready, Status: not ConditionStatus.False });

    /// <summary>Nothing has changed as far as is known; the round only compares.</summary>
    public bool IsRoutine => WasReady && Resource.Metadata.Generation == Resource.Recorded.ObservedGeneration;

    public IvsContext Context => new(Resource, Account!, cluster, Learned.Deleted)
    {
        ChannelArn = Resource.Recorded.Resources.ChannelArn ?? Learned.Found(IvsResource.Channel)?.Arn,
    };

    /// <summary>What is known when a round begins.</summary>
    public static IvsChannelView Begun(IvsChannel channel, string cluster, TimeSpan lag, DateTimeOffset now) => new()
    {
        Uid = channel.Uid,
        Cluster = cluster,
        Spec = channel.Spec,
        Status = channel.Recorded,
        Now = now,
        ChannelName = IvsContext.NameOf(channel),
        AdoptIds = IvsResourceTable.Adopted(channel),
        Lag = lag,
    };

    /// <summary>Plans to compare all resources with the spec where something may be left to do.</summary>
    /// <param name="due">A comparison is due in any case.</param>
    /// <param name="swept">What was last seen of the account as a whole; null to ask for everything.</param>
    public void Plan(bool due, AccountView? swept = null)
    {
        // Credentials that were replaced may belong to another account than the one that was swept.
        var isRebuilt = Learned.LookAtAll;
        var edited = Resource.Metadata.Generation != Resource.Recorded.ObservedGeneration;
        var takenUpAgain = Annotation(Annotations.ObserveOnly) != "true" && ChannelConditions.IsLeftAlone(Resource.Recorded);
        Learn(v => v with { LookAtAll = isRebuilt || due || edited || takenUpAgain || !WasReady || IsUnfinished });
        IsDrift &= !takenUpAgain;
        if (swept is null || isRebuilt || !Learned.LookAtAll) return;
        foreach (var (kind, seen) in ChannelComparison.Known(Resource, swept, Now)) Observe(kind, seen);
    }

    public void Remember(IvsChannelMemory memory)
    {
        base.Remember(memory);
        Learn(v => v with { RecordingRetryAt = memory.RecordingRetryAt(Resource.Uid) });
    }

    // What IVS has deleted is known by its ARN.
    public override void Delete(IvsResource kind) => Forget(kind);

    public override void Tag(IvsResource kind, string arn, bool isAdoption = false)
    {
        Learn(v => v with { Tagged = new HashSet<string>(v.Tagged, StringComparer.Ordinal) { arn } });
        // What was found by tag would be searched for without one.
        if (Learned.Observed.GetValueOrDefault(kind) is { } seen && seen.Arn == arn) Observe(kind, seen with { Tag = Deleting ? null : new(Resource.Uid, cluster, isAdoption) });
    }

    public override void Note(ReconcileStep recorded)
    {
        base.Note(recorded);
        if (recorded is IvsChannelStep.RetireRecording or IvsChannelStep.RecordFormerGone) Learn(v => v with { FormerSeen = null });
        if (recorded is IvsChannelStep.RetireRecording) Forget(IvsResource.RecordingConfiguration);
        if (recorded is IvsChannelStep.RecordId { Part: not null }) Change(IvsResource.StreamKey);
        if (recorded is not IvsChannelStep.RecordLoss { Kind: IvsResource.Channel }) return;
        // The next channel has another stream and another key.
        Forget(IvsResource.StreamKey);
        Learn(v => v with { Stream = null, Secret = KeySecretView.Unknown });
    }

    protected override IvsChannelView Declared(IvsChannelView view) => view with
    {
        Adoptable = AdoptionPermission.Of(Provider, Resource.Namespace()),
        Spec = Resource.Spec,
        Status = Resource.Recorded,
        ArchiveBucket = Account?.Aws.ArchiveBucket ?? "",
        ObserveOnly = Annotation(Annotations.ObserveOnly) == "true",
    };

    // What waits for the end of a stream is done when nobody pushes any more.
    private bool IsUnfinished => Learned.Stream is not { IsLive: true }
        && (Resource.Recorded.Resources is { FormerRecordingConfigurationArn: not null } or { Creating: not null } or { Missing: not null }
            || Resource.Is(IvsChannelConditions.ChangesPending));

    private static bool IsApplied(IvsChannel channel) => channel.Metadata.Generation == channel.Recorded.ObservedGeneration
        && channel.Recorded.Conditions.All(c => c.Type != IvsChannelConditions.ChangesPending);

    // A provider whose account cannot be used does not say what it allows.
    protected override IReadOnlyList<Violation> Check() => IvsChannelRules.Check(Resource.Case(Account is null ? null : Provider));
}
