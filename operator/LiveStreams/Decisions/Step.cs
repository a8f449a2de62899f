using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>The one next thing to do. Each does at most one side effect.</summary>
internal abstract record Step
{
    private Step()
    {
    }

    // Looks: no side effect; the decision is taken again with what was found.
    /// <summary>By the recorded id, by the given one, or by tag.</summary>
    internal sealed record Look(ResourceKind Kind, bool ByTag, string? Id = null) : Step;

    internal sealed record LookForStreamKey : Step;

    internal sealed record LookForSourceSecrets : Step;

    internal sealed record AskForInput : Step;

    // Kubernetes
    internal sealed record AddFinalizer : Step;

    internal sealed record RemoveFinalizer : Step;

    internal sealed record GenerateStreamKey : Step;

    /// <summary>Writes the push URLs beside the generated key, and records them without key.</summary>
    internal sealed record PublishIngest(IReadOnlyList<string> Endpoints) : Step;

    // Records: one status write each.
    internal sealed record RecordIntent(ResourceKind Kind) : Step;

    internal sealed record RecordId(ResourceKind Kind, string Id) : Step;

    /// <summary>The recorded resource is gone; something else deleted it.</summary>
    internal sealed record RecordLoss(ResourceKind Kind) : Step;

    /// <summary>The resource was removed as declared.</summary>
    internal sealed record RecordRemoval(ResourceKind Kind) : Step;

    internal sealed record RecordPlayback(string Url) : Step;

    /// <summary>The URL through the distribution; null when the stream is no longer in it.</summary>
    internal sealed record RecordLiveUrl(string? Url) : Step;

    internal sealed record OpenSession : Step;

    /// <summary>The channel runs without a recorded session (a status was lost): take over where it records to.</summary>
    internal sealed record ResumeSession(string? ArchivePath) : Step;

    internal sealed record MarkRunning : Step;

    internal sealed record CloseSession : Step;

    /// <summary>The cost guard ends the session: recorded before the stop, so that nothing starts it again.</summary>
    internal sealed record RecordHold(HoldStatus Hold) : Step;

    internal sealed record LiftHold : Step;

    // AWS
    internal sealed record Create(ResourceKind Kind, string Token) : Step;

    /// <summary>Makes the resource as declared; <paramref name="Fields"/> is what differed of the spec.</summary>
    internal sealed record Update(ResourceKind Kind, string Id, IReadOnlyList<string> Fields) : Step;

    internal sealed record Delete(ResourceKind Kind, string Id) : Step;

    /// <summary>Tags a resource as this stream's.</summary>
    internal sealed record Claim(ResourceKind Kind, string Arn) : Step;

    /// <summary>Takes the tags of ownership off a resource that stays.</summary>
    internal sealed record Release(ResourceKind Kind, string Arn) : Step;

    internal sealed record Start(string ChannelId) : Step;

    /// <summary>Takes the channel off air; <paramref name="Why"/> is told in an event before it happens.</summary>
    internal sealed record Stop(string ChannelId, string Why) : Step;

    // Ends: nothing more to do in this round.

    /// <summary>
    /// Something is under way; look again soon. <paramref name="Applied"/>: all resources are as declared, only the channel's
    /// state is not yet.
    /// </summary>
    internal sealed record Wait(string Reason, string Message, WaitFor For = WaitFor.Aws, bool Applied = false) : Step;

    /// <summary>Somebody has to change something; the message says what.</summary>
    internal sealed record Stall(string Reason, string Message) : Step;

    /// <summary>All is as declared, but for the fields whose change waits for the next stop.</summary>
    internal sealed record Settle(bool Running, IReadOnlyList<string> PendingFields) : Step;

    /// <summary>All was looked at and nothing touched. <paramref name="Drift"/> is null when only the channel was looked at.</summary>
    internal sealed record Observe(bool Running, IReadOnlyList<string>? Drift) : Step;
}

/// <summary>What is waited for; it sets how soon to look again.</summary>
internal enum WaitFor
{
    /// <summary>A transition in AWS.</summary>
    Aws,

    /// <summary>Another object in the cluster, whose change wakes the stream.</summary>
    Cluster,

    /// <summary>The show that is on air, to end.</summary>
    Show,

    /// <summary>A quota of the account: somebody deletes something, or AWS raises it.</summary>
    Quota,
}
