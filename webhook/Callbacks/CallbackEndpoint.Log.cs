namespace Onair.Webhook.Callbacks;

internal sealed partial class CallbackEndpoint
{
    [LoggerMessage(1, LogLevel.Warning, "MediaProvider {Provider}: a callback was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string provider, string reason);

    [LoggerMessage(2, LogLevel.Warning, "MediaProvider {Provider}: a genuine callback cannot be read: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string provider, string reason);

    [LoggerMessage(3, LogLevel.Error, "A callback could not be taken")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
