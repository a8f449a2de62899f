using System.Text.Json;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Events.Formats;
using Onair.Events.Sinks;
using Onair.Operator.EventSinks.Requests;
using Onair.Operator.EventSinks.Status;

namespace Onair.Operator.EventSinks.Delivery;

/// <summary>Sends events to one EventSink as its spec now is.</summary>
internal sealed class SinkSender : IDisposable
{
    private readonly EventSink _sink;
    private readonly SinkStatusWriter _status;
    private readonly SinkSecretCache _secrets;
    private readonly TimeProvider _time;
    private readonly SinkClient _client;
    private readonly SinkAttempts _attempts;

    public SinkSender(EventSink sink, SinkStatusWriter status, SinkSecretCache secrets, SinkClient client, EventOptions options, TimeProvider time)
    {
        (_sink, _status, _secrets, _client, _time) = (sink, status, secrets, client, time);
        var breaker = new SinkBreaker(options, time);
        _status.Numbers.Breaker = breaker.State;
        breaker.Changed += _ =>
        {
            var (before, now) = (_status.Numbers.Breaker, breaker.State);
            _status.Numbers.Breaker = now;
            // Each further look at a receiver that is away is no news.
            if (before == BreakerState.Closed || now == BreakerState.Closed) _status.Urgent.Fire();
        };
        _attempts = new(sink.Key, sink.Spec.RetryAttempts, options, breaker, time);
    }

    /// <summary>Sends until they are taken, the EventSink is gone, or its schedule is over.</summary>
    public Task<SinkOutcome> SendAsync(IReadOnlyList<PendingEvent> events, CancellationToken cancellationToken) =>
        AttemptAsync(events, _attempts.UntilTakenAsync, cancellationToken);

    /// <summary>Sends once.</summary>
    public Task<SinkOutcome> SendOnceAsync(PendingEvent one, CancellationToken cancellationToken) =>
        AttemptAsync([one], _attempts.OnceAsync, cancellationToken);

    public void Dispose()
    {
        _attempts.Dispose();
        _client.Dispose();
    }

    private async Task<SinkOutcome> AttemptAsync(
        IReadOnlyList<PendingEvent> events, Func<Func<CancellationToken, Task<SinkOutcome>>, CancellationToken, Task<SinkOutcome>> attempt, CancellationToken cancellationToken)
    {
        IReadOnlyList<SinkRequest> requests;
        try
        {
            requests = SinkRequests.Of(_sink.Spec, events);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            // It will not be another time; those beside it may be.
            return new(SinkOutcomeKind.Failed, "Unwritable", $"the event cannot be written in format {_sink.Spec.Format}: {e.Message}") { Answered = true };
        }
        // What the format has no object for is taken as it is.
        if (requests.Count == 0) return SinkOutcome.Taken;
        var outcome = await attempt(token => RequestAsync(requests, events[0].Id, token), cancellationToken);
        if (outcome.Kind == SinkOutcomeKind.Taken)
        {
            var now = _time.GetUtcNow();
            _status.Numbers.Delivered(events.Count, now);
            SinkMetrics.Delivered(_sink.Key, events, now);
        }
        return outcome;
    }

    private async Task<SinkOutcome> RequestAsync(IReadOnlyList<SinkRequest> requests, string id, CancellationToken cancellationToken)
    {
        // Another request has been told so meanwhile.
        if (_status.Freshest is { } now && SinkSelection.IsGone(now)) return new(SinkOutcomeKind.Gone, "Gone", "the receiver answered 410");
        var secrets = await SecretsAsync(cancellationToken);
        var outcome = SinkOutcome.Taken;
        foreach (var request in requests)
        {
            outcome = await _client.SendAsync(_sink.Key, request, secrets, cancellationToken);
            if (outcome.Kind != SinkOutcomeKind.Taken) break;
        }
        if (outcome.Unauthorized) _secrets.Forget(_sink.Key);
        if (outcome.Kind != SinkOutcomeKind.Taken) _status.Numbers.Failed(new() { Time = _time.GetUtcNow(), Message = outcome.Message, EventId = id });
        return outcome;
    }

    // Without its Secrets nothing is sent, and nothing counts as tried.
    private async Task<SinkSecrets> SecretsAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (secrets, problem) = await _secrets.GetAsync(_sink, cancellationToken);
            if (_status.Numbers.SecretProblem != problem)
            {
                _status.Numbers.SecretProblem = problem;
                _status.Urgent.Fire();
            }
            if (secrets is not null) return secrets;
            await Task.Delay(SinkSecretCache.Lifetime, _time, cancellationToken);
        }
    }
}
