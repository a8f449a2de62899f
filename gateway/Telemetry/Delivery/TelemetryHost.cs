using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Events.Delivery;

namespace Onair.Gateway.Telemetry.Delivery;

/// <summary>The receiver of viewers' events as the delivery sees it: credentials of the environment, metrics, and a line of the log when it fails or returns.</summary>
internal sealed partial class TelemetryHost(TelemetrySettings settings, ILogger<TelemetryHost> logger) : IDeliveryHost
{
    private readonly Credentials _credentials = new(settings.Downstream?.Token, settings.SigningKeys);
    private volatile string? _failure;

    // 410 concerns the event: the address of the receiver is a setting, which nobody withdraws.
    public bool IsGone => false;

    /// <summary>Why the receiver accepts nothing; null while it does.</summary>
    public string? Failure => _failure;

    public Task<Credentials> GetCredentialsAsync(CancellationToken cancellationToken) => Task.FromResult(_credentials);

    public void CredentialsRejected(Credentials credentials)
    {
    }

    public Task RecordGoneAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void CircuitChanged(BreakerState state)
    {
    }

    public void Requested(TimeSpan duration) => TelemetryMetrics.Requested(duration);

    public void Attempted(string kind) => TelemetryMetrics.Attempted(kind);

    public void Retrying(string kind)
    {
    }

    public void Failed(string message, string eventId, int? code)
    {
        if (_failure is null) LogFailed(message);
        _failure = message;
    }

    public void Delivered(IReadOnlyList<PendingEvent> events)
    {
        TelemetryMetrics.Delivered(events.Count);
        if (_failure is null) return;
        _failure = null;
        LogReturned();
    }

    public void WorkerFailed(Exception error) => LogInterrupted(error);

    public void RecordingFailed(Exception error) => LogRecordingFailed(error.Message);

    [LoggerMessage(1, LogLevel.Warning, "Cannot deliver viewers' events: {Reason}. They wait in PostgreSQL")]
    private partial void LogFailed(string reason);

    [LoggerMessage(2, LogLevel.Information, "The receiver accepts viewers' events again")]
    private partial void LogReturned();

    [LoggerMessage(3, LogLevel.Error, "The delivery of viewers' events was interrupted, and continues")]
    private partial void LogInterrupted(Exception reason);

    [LoggerMessage(4, LogLevel.Warning, "Cannot record the outcome of a delivery yet: {Reason}")]
    private partial void LogRecordingFailed(string reason);
}
