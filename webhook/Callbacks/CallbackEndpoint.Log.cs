namespace Onair.Webhook.Callbacks;

internal sealed partial class CallbackEndpoint
{
    [LoggerMessage(1, LogLevel.Warning, "MediaProvider {Provider}: a callback was refused: {Reason}")]
    private partial void LogRefused(string provider, string reason);

    [LoggerMessage(2, LogLevel.Warning, "MediaProvider {Provider}: a verified callback cannot be read: {Reason}")]
    private partial void LogUnreadable(string provider, string reason);

    [LoggerMessage(3, LogLevel.Error, "A callback could not be handled")]
    private partial void LogFailed(Exception error);
}
