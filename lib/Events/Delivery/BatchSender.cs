using System.Text.Json;
using Onair.Api.Common;
using Onair.Events.Formats;
using Onair.Guard;

namespace Onair.Events.Delivery;

/// <summary>Sends batches to one receiver, and settles them or turns them into dead letters.</summary>
public sealed class BatchSender : IDisposable
{
    private readonly Destination _destination;
    private readonly IDeliveryHost _host;
    private readonly ReceiverClient _client;
    private readonly Attempts _attempts;

    /// <param name="destination">The receiver.</param>
    /// <param name="options">Retries and circuit breaker.</param>
    /// <param name="host">Has the credentials, and hears what happens.</param>
    /// <param name="time">The clock.</param>
    /// <param name="resolver">Null for the system's.</param>
    public BatchSender(Destination destination, DeliveryOptions options, IDeliveryHost host, TimeProvider time, HostResolver? resolver = null)
    {
        (_destination, _host) = (destination, host);
        _client = new(destination, new(options.AllowedCidrs), host.Requested, time, resolver);
        var circuit = new Circuit(options, time);
        // The state of now: changes may overtake one another.
        circuit.Changed += () => host.CircuitChanged(circuit.State);
        _attempts = new(destination.IsPatient, options, circuit, host, time);
    }

    /// <summary>Sends a batch until it is accepted, the receiver is gone, or the retry schedule has ended, and records the outcome.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="cancellationToken">Ends the attempts; an outcome is recorded all the same.</param>
    public async Task SendAsync(Batch batch, CancellationToken cancellationToken)
    {
        var result = await SendAsync(batch.Events, _destination.RetryAttempts, cancellationToken);
        if (result is { Kind: SendResultKind.Failed, Answered: true } && batch.Events.Count > 1)
        {
            // A refused event must not take the others of its batch with it.
            foreach (var single in batch.Split())
                await RecordAsync(single, await SendAsync(single.Events, 0, cancellationToken), 1);
        }
        else await RecordAsync(batch, result, _destination.RetryAttempts + 1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _attempts.Dispose();
        _client.Dispose();
    }

    private async Task RecordAsync(Batch batch, SendResult result, int attempts)
    {
        if (result.Kind == SendResultKind.Gone) await batch.Recorder.RecordAsync(_host.RecordGoneAsync);
        if (result.Kind == SendResultKind.Taken) await batch.SettleAsync();
        else await batch.DeadLetterAsync(result.Reason, result.Kind == SendResultKind.Gone || attempts == 1 ? result.Message : $"{result.Message}, at the last of {attempts} attempts");
    }

    private async Task<SendResult> SendAsync(IReadOnlyList<PendingEvent> events, int retries, CancellationToken cancellationToken)
    {
        IReadOnlyList<SinkRequest> requests;
        try
        {
            requests = _destination.Format(events);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            // A retry would fail in the same way; the other events of the batch may be fine.
            return new(SendResultKind.Failed, "Unwritable", $"the event cannot be written: {e.Message}") { Answered = true, ConcernsEvent = true };
        }
        // What the format has no object for counts as accepted.
        if (requests.Count == 0) return SendResult.Taken;
        var result = await _attempts.UntilAcceptedAsync(token => RequestAsync(requests, events[0].Id, token), retries, cancellationToken);
        if (result.Kind == SendResultKind.Taken) _host.Delivered(events);
        return result;
    }

    private async Task<SendResult> RequestAsync(IReadOnlyList<SinkRequest> requests, string eventId, CancellationToken cancellationToken)
    {
        // A concurrent request may have got the 410.
        if (_host.IsGone) return new(SendResultKind.Gone, "Gone", "the receiver answered 410");
        var credentials = await _host.GetCredentialsAsync(cancellationToken);
        var result = SendResult.Taken;
        foreach (var request in requests)
        {
            result = await _client.SendAsync(request, credentials, cancellationToken);
            if (result.Kind != SendResultKind.Taken) break;
        }
        if (result.Unauthorized) _host.CredentialsRejected(credentials);
        if (result.Kind != SendResultKind.Taken) _host.Failed(result.Message, eventId, result.Code);
        return result;
    }
}
