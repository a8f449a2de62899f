using Microsoft.Extensions.Logging;

namespace Onair.Kubernetes;

internal sealed partial class ControllerRunner<T>
{
    [LoggerMessage(11, LogLevel.Debug, "{Controller}: {Key} changed while it was reconciled; again in {Retry} ms")]
    private static partial void LogConflict(ILogger logger, string controller, NamespacedName key, double retry);

    [LoggerMessage(12, LogLevel.Warning, "{Controller}: reconcile of {Key} failed; again in {Retry} ms")]
    private static partial void LogReconcileFailed(ILogger logger, Exception error, string controller, NamespacedName key, double retry);

    [LoggerMessage(13, LogLevel.Error, "{Controller}: reconcile of {Key} hit a defect")]
    private static partial void LogPanicked(ILogger logger, Exception error, string controller, NamespacedName key);

    [LoggerMessage(14, LogLevel.Warning, "{Controller}: the cache has not seen our write of {Key} for {Seconds} s; listing again")]
    private static partial void LogCacheBehind(ILogger logger, string controller, NamespacedName key, double seconds);

    [LoggerMessage(15, LogLevel.Error, "{Controller}: the cache never saw our write of {Key}; going on without")]
    private static partial void LogCacheGaveUp(ILogger logger, string controller, NamespacedName key);
}
