using k8s.Models;
using Onair.Api.LiveStreams;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.LiveStreams.Desired;
using Onair.Operator.LiveStreams.Status;
using Onair.Operator.Outboxes;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams;

/// <summary>
/// Writes the status under the optimistic lock of the resource version: an operator that works from an old copy gets a conflict
/// instead of overwriting a newer record.
/// </summary>
internal sealed class LiveStreamRecorder(StatusWriter<LiveStream> writer, OperatorOptions options, TimeProvider time)
{
    private const int SessionsKept = 50;

    /// <summary>Records that a creation begins, with the token that makes its repeat harmless.</summary>
    public Task IntentAsync(LiveStreamRound round, ResourceKind kind, CancellationToken cancellationToken)
    {
        round.BeginIntent();
        return IntendAsync(round, s => s with
        {
            Resources = s.Resources.Begun(
                kind, round.Resource.Spec.ProviderName, $"{round.Resource.Uid}-{kind}-{time.GetUtcNow().ToUnixTimeSeconds()}", time.GetUtcNow()),
        }, cancellationToken);
    }

    public Task IdAsync(LiveStreamRound round, ResourceKind kind, string? id, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with
        {
            Resources = s.Resources.WithId(kind, id).Known(kind, round.Resource.Spec.ProviderName) with
            {
                Input = kind == ResourceKind.Input && id is not null
                    ? new() { Type = round.Resource.Spec.Input.Type, Redundancy = round.Resource.Spec.Input.Redundancy } : s.Resources.Input,
            },
        }, cancellationToken);

    /// <summary>Counts one more look that did not find a recorded resource.</summary>
    public Task MissingAsync(LiveStreamRound round, ResourceKind kind, CancellationToken cancellationToken)
    {
        round.MissingIsCounted = true;
        return WriteAsync(round, s => s with { Resources = s.Resources.Missed(kind, time.GetUtcNow()) }, cancellationToken);
    }

    public Task FoundAsync(LiveStreamRound round, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with { Resources = s.Resources with { Missing = null } }, cancellationToken);

    public Task LossAsync(LiveStreamRound round, ResourceKind kind, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s.WithoutLost(kind), cancellationToken);

    public Task IngestAsync(LiveStreamRound round, IReadOnlyList<string> endpoints, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with
        {
            Ingest = new() { Endpoints = endpoints, StreamKeySecretRef = StreamKeys.ReferenceOf(round.Resource) },
        }, cancellationToken);

    public Task PlaybackAsync(LiveStreamRound round, string url, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with { Playback = (s.Playback ?? new()) with { Url = url } }, cancellationToken);

    public Task LiveUrlAsync(LiveStreamRound round, string? url, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with
        {
            Playback = (s.Playback ?? new()) with { LiveUrl = url },
            Resources = s.Resources with { DeployingSince = null },
        }, cancellationToken);

    public Task DeployingAsync(LiveStreamRound round, DateTimeOffset? since, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with { Resources = s.Resources with { DeployingSince = since } }, cancellationToken);

    public Task OpenSessionAsync(LiveStreamRound round, CancellationToken cancellationToken)
    {
        var (stream, now) = (round.Resource, time.GetUtcNow());
        var path = ArchivePath.Resolve(
            stream.Spec.Archive, round.Account!.Aws.ArchiveBucket, stream.Uid, stream.Namespace()!, stream.Metadata.Name!, now);
        return AddSessionAsync(round, new() { Id = Guid.NewGuid().ToString(), ArchivePath = path, StartedAt = now }, cancellationToken);
    }

    public Task ResumeSessionAsync(LiveStreamRound round, string? archivePath, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var session = new SessionStatus { Id = Guid.NewGuid().ToString(), ArchivePath = archivePath, StartedAt = now, RunningAt = now };
        return AddSessionAsync(round, session, cancellationToken);
    }

    public Task MarkRunningAsync(LiveStreamRound round, string? archivePath, CancellationToken cancellationToken) =>
        WriteAsync(round, s => WithSession(s, x => x with { ArchivePath = archivePath, RunningAt = time.GetUtcNow() }), cancellationToken);

    /// <summary>Records that the channel is about to be stopped, and why; only the first reason of a session is kept.</summary>
    public Task StoppingAsync(LiveStreamRound round, string why, CancellationToken cancellationToken) =>
        IntendAsync(
            round, s => WithSession(s, x => x.StoppingAt is null ? x with { StoppingAt = time.GetUtcNow(), StopReason = why } : x), cancellationToken);

    public Task CloseSessionAsync(LiveStreamRound round, CancellationToken cancellationToken) =>
        WriteAsync(round, s =>
        {
            var (stream, now) = (round.Resource, time.GetUtcNow());
            var ended = s.Sessions.LastOrDefault(x => x.Id == s.CurrentSessionId) is { } session
                ? StreamCost.Ended(s, session, stream.Spec, options.Prices, now) : s;
            return WithSession(ended, x => x with { StoppedAt = now }) with
            {
                CurrentSessionId = null,
                Conditions = StreamConditions.WhenClosed(s, stream.Metadata.Generation, now),
            };
        }, cancellationToken);

    /// <summary>Records why the channel is stopped and stays so; null lifts it.</summary>
    public Task HoldAsync(LiveStreamRound round, HoldStatus? hold, CancellationToken cancellationToken) =>
        IntendAsync(round, s => s with { Hold = hold }, cancellationToken);

    /// <summary>The stream with the status that says how a round ended, and what it has cost so far.</summary>
    public LiveStream AtEnd(RoundEnd end, LiveStreamRound round)
    {
        var stream = round.Resource;
        var status = StreamConditions.After(round.View(), end, stream.Metadata.Generation);
        return stream.With(StreamCost.Now(status, stream.Spec, options.Prices, time.GetUtcNow()));
    }

    private Task AddSessionAsync(LiveStreamRound round, SessionStatus session, CancellationToken cancellationToken) =>
        IntendAsync(round, s => s with
        {
            CurrentSessionId = session.Id,
            Sessions = [.. s.Sessions.TakeLast(SessionsKept - 1), session],
        }, cancellationToken);

    private static LiveStreamStatus WithSession(LiveStreamStatus status, Func<SessionStatus, SessionStatus> change) =>
        status with { Sessions = [.. status.Sessions.Select(x => x.Id == status.CurrentSessionId ? change(x) : x)] };

    private async Task IntendAsync(LiveStreamRound round, Func<LiveStreamStatus, LiveStreamStatus> change, CancellationToken cancellationToken) =>
        round.Resource = await writer.IntendAsync(round.Resource, round.Resource.With(change(round.Resource.Recorded)), cancellationToken);

    private async Task WriteAsync(LiveStreamRound round, Func<LiveStreamStatus, LiveStreamStatus> change, CancellationToken cancellationToken) =>
        round.Resource = await writer.WriteAsync(round.Resource, round.Resource.With(change(round.Resource.Recorded)), cancellationToken);
}
