using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Api.Rules;
using Onair.Operator.IvsChannels.Accounts;
using Onair.Operator.IvsChannels.AwsResources;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.IvsChannels.Status;
using Onair.Operator.MediaProviders;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels;

/// <summary>What one round has learned of an IvsChannel so far.</summary>
internal sealed class IvsChannelRound(IvsChannel channel, string cluster, TimeProvider time) : ReconcileRound<IvsChannel>(channel, time)
{
    private readonly Dictionary<IvsResource, ObservedIvs> _observed = [];
    private readonly HashSet<IvsResource> _changed = [];
    private readonly HashSet<string> _tagged = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<IvsResource, string> _adopt = IvsResources.Adopted(channel);
    private bool _intentIsFresh;

    public ProviderAccount? Account { get; set; }

    public SeenStream? Stream { get; set; }

    public bool StopSent { get; set; }

    /// <summary>IVS has refused an update, because the channel is live.</summary>
    public bool UpdateRefused { get; set; }

    public KeySecretView Secret { get; set; } = KeySecretView.Unknown;

    /// <summary>When the last attempt at a creation ended, as this process knows it.</summary>
    public DateTimeOffset? AttemptEnded { get; set; }

    /// <summary>When to try again to make a recording configuration that has failed.</summary>
    public DateTimeOffset? RecordingRetryAt { get; set; }

    /// <summary>The ARNs that this process has deleted.</summary>
    public IReadOnlySet<string> Deleted { get; set; } = new HashSet<string>();

    /// <summary>The missing resource was counted in this round.</summary>
    public bool MissingIsCounted { get; private set; }

    public TimeSpan Lag { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>All resources are compared with the spec.</summary>
    public bool LookAtAll { get; set; }

    /// <summary>
    /// Nobody has edited the spec or the provider since they were last applied, and no edit waits: what differs now was
    /// changed in AWS.
    /// </summary>
    public bool IsDrift { get; set; } = channel.Metadata.Generation == channel.Recorded.ObservedGeneration
        && channel.Recorded.Conditions.All(c => c.Type != IvsChannelConditions.ChangesPending);

    /// <summary>
    /// The channel was ready before the round as far as is known. A deletion that AWS refuses has to say so, whatever the channel was before.
    /// </summary>
    public bool WasReady { get; } = channel.Metadata.DeletionTimestamp is null
        && channel.Recorded.Conditions.Any(c => c is { Type: ConditionTypes.Ready, Status: not ConditionStatus.False });

    /// <summary>Nothing has changed as far as is known; the round only compares.</summary>
    public bool IsRoutine => WasReady && Resource.Metadata.Generation == Resource.Recorded.ObservedGeneration;

    public IvsContext Context => new(Resource, Account!, cluster, Deleted)
    {
        ChannelArn = Resource.Recorded.Resources.ChannelArn ?? _observed.GetValueOrDefault(IvsResource.Channel)?.Arn,
    };

    /// <summary>Plans to compare all resources with the spec where something may be left to do.</summary>
    /// <param name="due">A comparison is due in any case.</param>
    /// <param name="swept">What was last seen of the account as a whole; null to ask for everything.</param>
    public void Plan(bool due, AccountView? swept = null)
    {
        // Credentials that were replaced may belong to another account than the one that was swept.
        var isRebuilt = LookAtAll;
        var edited = Resource.Metadata.Generation != Resource.Recorded.ObservedGeneration;
        var takenUpAgain = Annotation(Annotations.ObserveOnly) != "true" && ChannelConditions.IsLeftAlone(Resource.Recorded);
        LookAtAll |= due || edited || takenUpAgain || !WasReady || IsUnfinished;
        IsDrift &= !takenUpAgain;
        if (swept is null || isRebuilt || !LookAtAll) return;
        foreach (var (kind, seen) in ChannelComparison.Known(Resource, swept, Now)) Observe(kind, seen);
    }

    public void Observe(IvsResource kind, ObservedIvs resource) => _observed[kind] = resource;

    /// <summary>The resource may have changed; the next decision looks at it again.</summary>
    public void Forget(IvsResource kind) => _observed.Remove(kind);

    /// <summary>The resource was created or updated, which a look may not show yet.</summary>
    public void Change(IvsResource kind)
    {
        _changed.Add(kind);
        Forget(kind);
    }

    /// <summary>The tags of a resource were changed, which a look may not show yet.</summary>
    public void Tag(IvsResource kind, string arn)
    {
        _tagged.Add(arn);
        // What was found by tag would be searched for without one.
        if (_observed.TryGetValue(kind, out var seen) && seen.Arn == arn) _observed[kind] = seen with { Owner = Deleting ? null : Resource.Uid };
    }

    /// <summary>A step was recorded. What it is about is looked at again; an intent is one that nothing was sent for yet.</summary>
    public void Note(ReconcileStep recorded)
    {
        _intentIsFresh |= recorded is IvsChannelStep.RecordIntent;
        MissingIsCounted |= recorded is IvsChannelStep.RecordMissing;
        IvsResource? outdated = recorded switch
        {
            IvsChannelStep.RecordId record => record.Kind,
            IvsChannelStep.RecordLoss loss => loss.Kind,
            IvsChannelStep.RetireRecording => IvsResource.RecordingConfiguration,
            _ => null,
        };
        if (outdated is { } kind) Forget(kind);
        if (recorded is not IvsChannelStep.RecordLoss { Kind: IvsResource.Channel }) return;
        // The next channel has another stream and another key.
        Forget(IvsResource.StreamKey);
        (Stream, Secret) = (null, KeySecretView.Unknown);
    }

    public IvsChannelView View() => Common(new IvsChannelView
    {
        Uid = Resource.Uid,
        Spec = Resource.Spec,
        Status = Resource.Recorded,
        Now = Now,
        ChannelName = IvsContext.NameOf(Resource),
        ArchiveBucket = Account?.Aws.ArchiveBucket ?? "",
        ObserveOnly = Annotation(Annotations.ObserveOnly) == "true",
        AdoptIds = _adopt,
        LookAtAll = LookAtAll,
        // A copy: what was known before a step is compared with what is known after it.
        Observed = new Dictionary<IvsResource, ObservedIvs>(_observed),
        Stream = Stream,
        StopSent = StopSent,
        UpdateRefused = UpdateRefused,
        Secret = Secret,
        AttemptEnded = _intentIsFresh ? null : AttemptEnded,
        Lag = Lag,
        Changed = _changed,
        Deleted = Deleted,
        Tagged = _tagged,
        MissingIsCounted = MissingIsCounted,
        RecordingRetryAt = RecordingRetryAt,
    });

    // What waits for the end of a stream is done when nobody pushes any more.
    private bool IsUnfinished => Stream is not { IsLive: true }
        && (Resource.Recorded.Resources is { FormerRecordingConfigurationArn: not null } or { Creating: not null } or { Missing: not null }
            || Resource.Is(IvsChannelConditions.ChangesPending));

    // A provider whose account cannot be used does not say what it allows.
    protected override IReadOnlyList<Violation> Check() => IvsChannelRules.Check(Resource.Case(Account is null ? null : Provider));
}
