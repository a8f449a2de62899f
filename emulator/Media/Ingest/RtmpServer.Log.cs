namespace Onair.Emulator.Media.Ingest;

internal sealed partial class RtmpServer
{
    [LoggerMessage(LogLevel.Warning, "nginx ended with code {ExitCode}, starting it again; it said: {LastWords}")]
    private partial void LogExited(int exitCode, string lastWords);

    [LoggerMessage(LogLevel.Error, "nginx does not listen on port {Port} yet")]
    private partial void LogNotListening(int port);

    [LoggerMessage(LogLevel.Error, "nginx cannot be started")]
    private partial void LogNotStarted(Exception exception);
}
