using Microsoft.Extensions.Logging;

namespace Onair.Kubernetes;

public sealed partial class Informer<T>
{
    [LoggerMessage(1, LogLevel.Information, "{Resource}: cache synced at version {Version}")]
    private partial void LogSynced(string resource, string version);

    [LoggerMessage(2, LogLevel.Debug, "{Resource}: watch ended: {Reason}")]
    private partial void LogEnded(string resource, string reason);

    [LoggerMessage(3, LogLevel.Warning, "{Resource}: list or watch failed: {Reason}")]
    private partial void LogFailed(Exception? error, string resource, string reason);

    [LoggerMessage(4, LogLevel.Error, "{Resource}: a subscriber of the cache failed")]
    private partial void LogHandlerFailed(Exception error, string resource);

    [LoggerMessage(5, LogLevel.Warning, "{Resource}: {Name} is skipped, because a field cannot be read: {Field}")]
    private partial void LogUnreadable(string resource, NamespacedName name, UnreadableField field);
}
