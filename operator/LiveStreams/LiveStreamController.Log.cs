namespace Onair.Operator.LiveStreams;

internal sealed partial class LiveStreamController
{
    [LoggerMessage(1, LogLevel.Debug, "LiveStream {Namespace}/{Name}: {Step}")]
    private partial void LogStep(string? @namespace, string? name, string step);
}
