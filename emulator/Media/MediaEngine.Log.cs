namespace Onair.Emulator.Media;

internal sealed partial class MediaEngine
{
    [LoggerMessage(LogLevel.Warning, "Expired segments could not be deleted")]
    private partial void LogNotTrimmed(Exception exception);
}
