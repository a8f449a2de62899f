namespace Onair.Operator.EventSinks;

internal sealed partial class SinkDelivery
{
    [LoggerMessage(80, LogLevel.Warning, "The delivery to EventSink {Sink} was interrupted, and continues")]
    public static partial void LogInterrupted(ILogger log, Exception error, string sink);

    [LoggerMessage(82, LogLevel.Warning, "The outcome of a delivery cannot be recorded; it is retried: {Error}")]
    public static partial void LogRecordingFailed(ILogger log, string error);
}
