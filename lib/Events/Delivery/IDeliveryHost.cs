using Onair.Api.Common;
using Onair.Api.EventSinks;

namespace Onair.Events.Delivery;

/// <summary>The program that delivers events: what the delivery to one receiver asks of it, and reports to it. Reports must not block.</summary>
public interface IDeliveryHost
{
    /// <summary>Whether the receiver has returned 410 Gone: nothing more is sent.</summary>
    bool IsGone { get; }

    /// <summary>The credentials to send with. Waits while they are not available; no attempt is counted meanwhile.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Credentials> GetCredentialsAsync(CancellationToken cancellationToken);

    /// <summary>The receiver returned 401 or 403: the next call of <see cref="GetCredentialsAsync"/> must not return a cached value.</summary>
    /// <param name="credentials">What was sent.</param>
    void CredentialsRejected(Credentials credentials);

    /// <summary>Records that the receiver returned 410 Gone. Retried until it succeeds.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task RecordGoneAsync(CancellationToken cancellationToken);

    /// <summary>The circuit has a new state.</summary>
    void CircuitChanged(BreakerState state);

    /// <summary>A request to the receiver has ended.</summary>
    void Requested(TimeSpan duration);

    /// <summary>An attempt to send a batch has ended.</summary>
    /// <param name="kind">How, for metrics: one of a few words.</param>
    void Attempted(string kind);

    /// <summary>An attempt has failed, and is retried.</summary>
    /// <param name="kind">How it failed, for metrics: one of a few words.</param>
    void Retrying(string kind);

    /// <summary>An attempt has failed.</summary>
    /// <param name="message">Why, for people; contains no secrets.</param>
    /// <param name="eventId">The first event of the batch.</param>
    /// <param name="code">The status code of the receiver's response; null without one.</param>
    void Failed(string message, string eventId, int? code);

    /// <summary>The receiver has accepted events.</summary>
    void Delivered(IReadOnlyList<PendingEvent> events);

    /// <summary>A worker was interrupted by an unexpected error, and continues.</summary>
    void WorkerFailed(Exception error);

    /// <summary>The outcome of a delivery cannot be recorded, and recording it is retried.</summary>
    void RecordingFailed(Exception error);
}
