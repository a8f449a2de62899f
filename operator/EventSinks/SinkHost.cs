using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Events.Delivery;
using Onair.Events.Formats;
using Onair.Events.Sinks;

namespace Onair.Operator.EventSinks;

/// <summary>One version of an EventSink as the delivery sees it: a destination, with credentials from Secrets, numbers in status, and metrics.</summary>
/// <param name="sink">The EventSink.</param>
/// <param name="status">Its status.</param>
/// <param name="credentials">The Secrets of all EventSinks.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log of its delivery.</param>
internal sealed class SinkHost(EventSink? sink, SinkStatus status, SinkCredentials credentials, TimeProvider time, ILogger<SinkDelivery> log) : IDeliveryHost
{
    private readonly SinkCredentials _credentials = credentials;

    /// <summary>The credentials that the receiver refused last; null when it refused none.</summary>
    public Credentials? Rejected { get; private set; }

    public bool IsGone => status.Freshest is { } now && SinkSelection.IsGone(now);

    public static Destination DestinationOf(EventSinkSpec spec) => new()
    {
        Url = spec.Url,
        Format = events => SinkRequestBuilder.Of(spec, events),
        CaBundle = spec.CaBundle,
        Timeout = TimeSpan.FromSeconds(spec.TimeoutSeconds),
        RetryAttempts = spec.RetryAttempts,
    };

    public async Task<Credentials> GetCredentialsAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (found, problem) = await _credentials.GetAsync(sink!, cancellationToken);
            if (status.SecretProblem != problem)
            {
                status.SecretProblem = problem;
                status.Urgent.Set();
            }
            if (found is not null) return found;
            await Task.Delay(SinkCredentials.Lifetime, time, cancellationToken);
        }
    }

    public void CredentialsRejected(Credentials credentials)
    {
        _credentials.Forget(status.Key);
        Rejected = credentials;
    }

    /// <summary>Whether a Secret has changed since the receiver refused what was in it.</summary>
    public async Task<bool> HasNewCredentialsAsync(CancellationToken cancellationToken)
    {
        if (Rejected is not { } rejected || sink is null) return false;
        _credentials.Forget(status.Key);
        return await _credentials.GetAsync(sink, cancellationToken) is { Credentials: { } now } && !now.AreSame(rejected);
    }

    public Task RecordGoneAsync(CancellationToken cancellationToken) =>
        status.UpdateAsync(s => s with { GoneGeneration = sink!.Metadata.Generation }, cancellationToken);

    public void CircuitChanged(BreakerState state)
    {
        var before = status.Breaker;
        status.Breaker = state;
        // Each further probe of a receiver that is down is no news.
        if (before == BreakerState.Closed || state == BreakerState.Closed) status.Urgent.Set();
    }

    public void Requested(TimeSpan duration) => SinkMetrics.Requested(status.Key, duration);

    public void Attempted(string kind) => SinkMetrics.Attempted(status.Key, kind);

    public void Retrying(string kind) => SinkMetrics.Retried(status.Key, kind);

    public void Failed(string message, string eventId, int? code)
    {
        var isFirst = status.Failed(new() { Time = time.GetUtcNow(), Message = message, EventId = eventId, Code = code }, sink?.Metadata.Generation);
        if (isFirst) status.Urgent.Set();
    }

    public void Delivered(IReadOnlyList<PendingEvent> events)
    {
        var now = time.GetUtcNow();
        // An attempt may have read the new token before anybody compared it with the refused one.
        Rejected = null;
        if (status.Delivered(events.Count, now, sink?.Metadata.Generation)) status.Urgent.Set();
        SinkMetrics.Delivered(status.Key, events, now);
    }

    public void WorkerFailed(Exception error) => SinkDelivery.LogInterrupted(log, error, status.Key);

    public void RecordingFailed(Exception error) => SinkDelivery.LogRecordingFailed(log, error.Message);
}
