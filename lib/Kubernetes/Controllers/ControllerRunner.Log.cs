using Microsoft.Extensions.Logging;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Controllers;

internal sealed partial class ControllerRunner<T>
{
    [LoggerMessage(11, LogLevel.Debug, "{Controller}: {Key} changed while it was reconciled; retrying in {Retry} ms")]
    private partial void LogConflict(string controller, NamespacedName key, double retry);

    [LoggerMessage(12, LogLevel.Warning, "{Controller}: reconcile of {Key} failed; retrying in {Retry} ms")]
    private partial void LogReconcileFailed(Exception error, string controller, NamespacedName key, double retry);

    [LoggerMessage(13, LogLevel.Error, "{Controller}: reconcile of {Key} hit a defect")]
    private partial void LogPanicked(Exception error, string controller, NamespacedName key);

    [LoggerMessage(14, LogLevel.Warning, "{Controller}: the cache has not seen our write of {Key} for {Seconds} s; listing again")]
    private partial void LogCacheBehind(string controller, NamespacedName key, double seconds);

    [LoggerMessage(15, LogLevel.Error, "{Controller}: the cache never saw our write of {Key}; continuing without it")]
    private partial void LogCacheGaveUp(string controller, NamespacedName key);
}
