namespace Onair.Emulator.Media.Ingest;

internal sealed partial class IngestCallback
{
    [LoggerMessage(LogLevel.Information, "Publisher of input {InputId}, pipeline {Pipeline}, connected from {Address}")]
    private partial void LogAccepted(string inputId, int pipeline, string address);

    [LoggerMessage(LogLevel.Warning, "Publisher of application {Application}, pipeline {Pipeline}, from {Address} refused: {Reason}")]
    private partial void LogRefused(string application, int pipeline, string address, string reason);
}
