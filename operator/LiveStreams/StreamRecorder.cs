using Onair.Api.LiveStreams;
using Onair.Kubernetes;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.LiveStreams.Desired;
using Onair.Operator.LiveStreams.Status;
using Onair.Operator.Outboxes;

namespace Onair.Operator.LiveStreams;

/// <summary>
/// Writes what is known into the status, under the optimistic lock of the resource version: an operator that works from an
/// old copy gets a conflict instead of recording over a newer truth.
/// </summary>
internal sealed class StreamRecorder(
    StatusWriter<LiveStream> writer, EventRecorder events, OperatorOptions options, TimeProvider time)
{
    private const int SessionsKept = 50;

    /// <summary>Records that a creation begins, with the token that makes its repeat harmless.</summary>
    public Task IntentAsync(StreamRound round, ResourceKind kind, CancellationToken cancellationToken)
    {
        round.IntentIsFresh = true;
        return WriteAsync(round, s => s with
        {
            Resources = s.Resources with
            {
                Provider = round.Stream.Spec.ProviderName,
                Creating = new()
                {
                    Resource = kind.ToString(),
                    Token = $"{round.Stream.Uid}-{kind}-{time.GetUtcNow().ToUnixTimeSeconds()}",
                    Since = time.GetUtcNow(),
                },
            },
        }, cancellationToken);
    }

    public Task IdAsync(StreamRound round, ResourceKind kind, string? id, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with
        {
            Resources = s.Resources.WithId(kind, id) with
            {
                Input = kind == ResourceKind.Input && id is not null
                    ? new() { Type = round.Stream.Spec.Input.Type, Redundancy = round.Stream.Spec.Input.Redundancy } : s.Resources.Input,
                Provider = s.Resources.Provider ?? round.Stream.Spec.ProviderName,
                Creating = s.Resources.Creating?.Resource == kind.ToString() ? null : s.Resources.Creating,
            },
        }, cancellationToken);

    public Task LossAsync(StreamRound round, ResourceKind kind, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s.WithoutLost(kind), cancellationToken);

    public Task IngestAsync(StreamRound round, IReadOnlyList<string> endpoints, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with
        {
            Ingest = new() { Endpoints = endpoints, StreamKeySecretRef = StreamKeys.ReferenceOf(round.Stream) },
        }, cancellationToken);

    public Task PlaybackAsync(StreamRound round, string url, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with { Playback = (s.Playback ?? new()) with { Url = url } }, cancellationToken);

    public Task LiveUrlAsync(StreamRound round, string? url, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with { Playback = (s.Playback ?? new()) with { LiveUrl = url } }, cancellationToken);

    public Task OpenSessionAsync(StreamRound round, CancellationToken cancellationToken)
    {
        var (stream, now) = (round.Stream, time.GetUtcNow());
        var path = ArchivePath.Resolve(
            stream.Spec.Archive, round.Account!.Aws.ArchiveBucket, stream.Uid, stream.Metadata.Namespace!, stream.Metadata.Name!, now);
        return AddSessionAsync(round, new() { Id = Guid.NewGuid().ToString(), ArchivePath = path, StartedAt = now }, cancellationToken);
    }

    public Task ResumeSessionAsync(StreamRound round, string? archivePath, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var session = new SessionStatus { Id = Guid.NewGuid().ToString(), ArchivePath = archivePath, StartedAt = now, RunningAt = now };
        return AddSessionAsync(round, session, cancellationToken);
    }

    public Task MarkRunningAsync(StreamRound round, CancellationToken cancellationToken) =>
        ChangeSessionAsync(round, s => s with { RunningAt = time.GetUtcNow() }, keepCurrent: true, cancellationToken);

    /// <summary>Records that the channel is about to be told to stop, and why; only the first reason of a session is kept.</summary>
    public Task StoppingAsync(StreamRound round, string why, CancellationToken cancellationToken) =>
        ChangeSessionAsync(
            round, s => s.StoppingAt is null ? s with { StoppingAt = time.GetUtcNow(), StopReason = why } : s, keepCurrent: true, cancellationToken);

    public Task CloseSessionAsync(StreamRound round, CancellationToken cancellationToken) =>
        ChangeSessionAsync(round, s => s with { StoppedAt = time.GetUtcNow() }, keepCurrent: false, cancellationToken);

    /// <summary>Records why the channel is stopped and stays so; null lifts it.</summary>
    public Task HoldAsync(StreamRound round, HoldStatus? hold, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with { Hold = hold }, cancellationToken);

    /// <summary>Writes the end of a round, if it differs from what is there, and tells the transitions.</summary>
    public async Task EndAsync(StreamRound round, Step end, CancellationToken cancellationToken)
    {
        var view = round.View();
        if (view.HasFinalizer)
            await WriteAsync(
                round,
                _ => StreamCost.Now(
                    StreamConditions.After(view, end, round.Stream.Metadata.Generation), round.Stream.Spec, options.Prices, time.GetUtcNow()),
                cancellationToken);
        foreach (var (type, reason, message) in StreamEvents.Between(round.Before, round.Stream.Recorded))
        {
            events.Publish(round.Stream, type, reason, message);
            if (reason == StreamEvents.DriftObserved) DriftMetrics.Reported();
        }
    }

    private Task AddSessionAsync(StreamRound round, SessionStatus session, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with
        {
            CurrentSessionId = session.Id,
            Sessions = [.. s.Sessions.TakeLast(SessionsKept - 1), session],
        }, cancellationToken);

    private Task ChangeSessionAsync(
        StreamRound round, Func<SessionStatus, SessionStatus> change, bool keepCurrent, CancellationToken cancellationToken) =>
        WriteAsync(round, s =>
        {
            var ended = !keepCurrent && s.Sessions.LastOrDefault(x => x.Id == s.CurrentSessionId) is { } session
                ? StreamCost.Ended(s, session, round.Stream.Spec, options.Prices, time.GetUtcNow()) : s;
            return ended with
            {
                CurrentSessionId = keepCurrent ? s.CurrentSessionId : null,
                Sessions = [.. s.Sessions.Select(x => x.Id == s.CurrentSessionId ? change(x) : x)],
            };
        }, cancellationToken);

    private async Task WriteAsync(StreamRound round, Func<LiveStreamStatus, LiveStreamStatus> change, CancellationToken cancellationToken) =>
        round.Stream = await writer.WriteAsync(round.Stream, round.Stream.With(change(round.Stream.Recorded)), cancellationToken);
}
