namespace Onair.Emulator.Media.Archive;

internal sealed partial class ArchiveSpool
{
    [LoggerMessage(LogLevel.Warning, "Archive segment {Key} could not be stored in {Bucket}, retrying")]
    private partial void LogNotStored(string bucket, string key, Exception exception);

    [LoggerMessage(LogLevel.Error, "Archive segment {Key} waits for bucket {Bucket}, which does not exist")]
    private partial void LogNoBucket(string bucket, string key);
}
