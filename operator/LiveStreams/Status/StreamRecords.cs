using Onair.Api.LiveStreams;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Status;

/// <summary>What each step records in the status. A pure function.</summary>
internal static class StreamRecords
{
    private const int SessionsKept = 50;

    /// <summary>The status with what a step records: before it is done when it <see cref="IsIntent"/>, else after it. Null when it records nothing.</summary>
    public static LiveStreamStatus? After(ReconcileStep step, LiveStreamStatus status, RecordContext context)
    {
        var (resources, provider, now) = (status.Resources, context.Stream.Spec.ProviderName, context.Now);
        return step switch
        {
            LiveStreamStep.RecordIntent intent => status with { Resources = resources.Begun(intent.Kind, provider, Token(context, intent.Kind), now) },
            LiveStreamStep.RecordId { Kind: var kind, Id: var id } => status with { Resources = Shaped(resources.WithId(kind, id).Known(kind, provider), kind, context) },
            LiveStreamStep.RecordMissing missing => status with { Resources = resources.Missed(missing.Kind, now) },
            LiveStreamStep.RecordFound => status with { Resources = resources with { Missing = null } },
            LiveStreamStep.RecordLoss loss => status.WithoutLost(loss.Kind),
            LiveStreamStep.RecordRemoval { Kind: var kind } => status with { Resources = resources.WithId(kind, null).Known(kind, provider) },
            LiveStreamStep.PublishIngest ingest => status with { Ingest = new() { Endpoints = ingest.Endpoints, StreamKeySecretRef = ingest.StreamKey } },
            LiveStreamStep.RecordPlayback playback => status with { Playback = (status.Playback ?? new()) with { Url = playback.Url } },
            LiveStreamStep.RecordLiveUrl live => status with
            {
                Playback = (status.Playback ?? new()) with { LiveUrl = live.Url },
                Resources = resources with { DeployingSince = null },
            },
            LiveStreamStep.RecordDeploying deploying => status with { Resources = resources with { DeployingSince = deploying.Since } },
            LiveStreamStep.OpenSession open => Opened(status, new() { Id = NewId(), ArchivePath = open.Folder ?? context.NewArchivePath(), StartedAt = now }),
            LiveStreamStep.ResumeSession resume => Opened(status, new() { Id = NewId(), ArchivePath = resume.ArchivePath, StartedAt = now, RunningAt = now }),
            LiveStreamStep.MarkRunning running => WithSession(status, s => s with { ArchivePath = running.ArchivePath, RunningAt = now }),
            LiveStreamStep.RecordStopping stopping => Stopping(status, stopping.Why, now),
            LiveStreamStep.Stop stop => Stopping(status, stop.Why, now),
            LiveStreamStep.CloseSession => Closed(status, context),
            LiveStreamStep.RecordHold hold => status with { Hold = hold.Hold },
            LiveStreamStep.LiftHold => status with { Hold = null },
            _ => null,
        };
    }

    /// <summary>Whether it is recorded before something is done because of it. What was read meanwhile must still be so.</summary>
    public static bool IsIntent(ReconcileStep step) => step is LiveStreamStep.RecordIntent or LiveStreamStep.OpenSession or LiveStreamStep.ResumeSession
        or LiveStreamStep.RecordStopping or LiveStreamStep.Stop or LiveStreamStep.RecordHold or LiveStreamStep.LiftHold;

    // The token makes a repeat of the creation harmless.
    private static string Token(RecordContext context, ResourceKind kind) => $"{context.Stream.Uid}-{kind}-{context.Now.ToUnixTimeSeconds()}";

    private static StreamResources Shaped(StreamResources resources, ResourceKind kind, RecordContext context) => kind == ResourceKind.Input
        ? resources with { Input = new() { Type = context.Stream.Spec.Input.Type, Redundancy = context.Stream.Spec.Input.Redundancy } }
        : resources;

    private static string NewId() => Guid.NewGuid().ToString();

    private static LiveStreamStatus Opened(LiveStreamStatus status, SessionStatus session) => status with
    {
        CurrentSessionId = session.Id,
        Sessions = [.. status.Sessions.TakeLast(SessionsKept - 1), session],
    };

    // Only the first reason of a session is kept.
    private static LiveStreamStatus Stopping(LiveStreamStatus status, string why, DateTimeOffset now) =>
        WithSession(status, s => s.StoppingAt is null ? s with { StoppingAt = now, StopReason = why } : s);

    private static LiveStreamStatus Closed(LiveStreamStatus status, RecordContext context)
    {
        var ended = status.CurrentSession is { } session
            ? StreamCost.Ended(status, session, context.Stream.Spec, context.Prices, context.Now) : status;
        return WithSession(ended, s => s with { StoppedAt = context.Now }) with
        {
            CurrentSessionId = null,
            Conditions = StreamConditions.WhenClosed(status, context.Stream.Metadata.Generation, context.Now),
        };
    }

    private static LiveStreamStatus WithSession(LiveStreamStatus status, Func<SessionStatus, SessionStatus> change) =>
        status with { Sessions = [.. status.Sessions.Select(s => s.Id == status.CurrentSessionId ? change(s) : s)] };
}
