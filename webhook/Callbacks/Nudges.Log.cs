using Onair.Kubernetes;

namespace Onair.Webhook.Callbacks;

internal sealed partial class Nudges
{
    [LoggerMessage(1, LogLevel.Warning, "VideoAsset {Asset}: a callback could not be passed on; the operator asks the service in any case")]
    private static partial void LogFailed(ILogger logger, Exception error, NamespacedName asset);
}
