using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>The steps of a LiveStream. Each does at most one side effect.</summary>
internal abstract record LiveStreamStep : ResourceStep<ResourceKind>
{
    private LiveStreamStep()
    {
    }

    // Looks have no side effect; the next decision knows what was found.
    internal sealed record LookForStreamKey : LiveStreamStep;

    internal sealed record LookForSourceSecrets : LiveStreamStep;

    /// <summary>Finds out whether the session can have the folder that the spec names.</summary>
    internal sealed record LookAtFolder : LiveStreamStep;

    internal sealed record AskForInput : LiveStreamStep;

    /// <summary>Reads the channel's alerts, which say why it did not start.</summary>
    internal sealed record AskWhyIdle : LiveStreamStep;

    // Kubernetes
    internal sealed record GenerateStreamKey : LiveStreamStep;

    /// <summary>Writes the push URLs beside the generated key, and records them without key.</summary>
    internal sealed record PublishIngest(IReadOnlyList<string> Endpoints, SecretKeyReference? StreamKey) : LiveStreamStep;

    // Records: one status write each.

    /// <summary>The resource was removed as declared.</summary>
    internal sealed record RecordRemoval(ResourceKind Kind) : LiveStreamStep;

    internal sealed record RecordPlayback(string Url) : LiveStreamStep;

    /// <summary>The URL through the distribution; null when the stream is no longer in it.</summary>
    internal sealed record RecordLiveUrl(string? Url) : LiveStreamStep;

    /// <summary>Since when CloudFront deploys the stream's behaviour; null before the behaviour is written again.</summary>
    internal sealed record RecordDeploying(DateTimeOffset? Since) : LiveStreamStep;

    internal sealed record OpenSession : LiveStreamStep
    {
        /// <summary>The folder of <c>spec.archive.folder</c>; null for a new one of <c>spec.archive.path</c>.</summary>
        public string? Folder { get; init; }
    }

    /// <summary>The channel runs without a recorded session (a status was lost): take over where it records to.</summary>
    internal sealed record ResumeSession(string? ArchivePath) : LiveStreamStep;

    /// <summary>The session's channel runs. Where it records to is recorded with it: somebody else may have started it, in another folder.</summary>
    internal sealed record MarkRunning(string? ArchivePath) : LiveStreamStep;

    /// <summary>The session is about to end: recorded before the stop while a Connector still pushes.</summary>
    internal sealed record RecordStopping(string Why) : LiveStreamStep;

    internal sealed record CloseSession : LiveStreamStep;

    /// <summary>The cost guard ends the session: recorded before the stop, so that nothing starts it again.</summary>
    internal sealed record RecordHold(HoldStatus Hold) : LiveStreamStep;

    internal sealed record LiftHold : LiveStreamStep;

    // AWS
    internal sealed record Start(Owned<ResourceKind> Channel) : LiveStreamStep;

    /// <summary>Takes the channel off air; an Event says <paramref name="Why"/> before it happens.</summary>
    internal sealed record Stop(Owned<ResourceKind> Channel, string Why) : LiveStreamStep
    {
        public override CallPriority? Priority => CallPriority.Stop;
    }

    // Ends

    /// <summary>
    /// Everything is as declared, except the fields whose change waits for the next stop; null when only the summary of the channel was
    /// seen, so that those recorded still hold.
    /// </summary>
    internal sealed record Settle(bool Running, IReadOnlyList<string>? PendingFields) : Reconciliation.Settle;

    /// <summary>The account as a whole is about to be seen; asking for each stream by itself would use up its rate.</summary>
    internal sealed record Postpone : RoundEnd;

    /// <summary>Everything was looked at and nothing changed. <paramref name="Drift"/> is null when only the channel was looked at.</summary>
    internal sealed record Observe(bool Running, IReadOnlyList<string>? Drift) : RoundEnd;
}
