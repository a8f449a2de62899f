namespace Onair.Operator.Archives;

internal sealed partial class ArchiveIndexer
{
    [LoggerMessage(60, LogLevel.Warning, "{Segment} cannot be indexed: {Reason}")]
    private partial void LogRefused(S3Location segment, string reason);

    [LoggerMessage(61, LogLevel.Warning, "Indexing {Segment} failed: {Error}")]
    private partial void LogFailed(S3Location segment, string error);
}
