namespace Onair.Emulator.Media.Pipelines;

internal sealed partial class Puller
{
    [LoggerMessage(LogLevel.Warning, "Input {InputId}, pipeline {Pipeline}: the source cannot be read")]
    private partial void LogFailed(string inputId, int pipeline, Exception exception);
}
