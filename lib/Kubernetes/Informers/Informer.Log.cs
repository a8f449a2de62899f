using Microsoft.Extensions.Logging;

namespace Onair.Kubernetes;

public sealed partial class Informer<T>
{
    [LoggerMessage(1, LogLevel.Information, "{Resource}: cache synced at version {Version}")]
    private static partial void LogSynced(ILogger logger, string resource, string version);

    [LoggerMessage(2, LogLevel.Debug, "{Resource}: watch ended: {Reason}")]
    private static partial void LogEnded(ILogger logger, string resource, string reason);

    [LoggerMessage(3, LogLevel.Warning, "{Resource}: list or watch failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, Exception? error, string resource, string reason);

    [LoggerMessage(4, LogLevel.Error, "{Resource}: a subscriber of the cache failed")]
    private static partial void LogHandlerFailed(ILogger logger, Exception error, string resource);
}
