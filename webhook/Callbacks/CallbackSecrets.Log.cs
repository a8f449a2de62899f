namespace Onair.Webhook.Callbacks;

internal sealed partial class CallbackSecrets
{
    [LoggerMessage(1, LogLevel.Warning, "MediaProvider {Provider}: callbacks cannot be verified: {Reason}")]
    private static partial void LogMissing(ILogger logger, string provider, string reason);

    [LoggerMessage(2, LogLevel.Warning, "MediaProvider {Provider}: Secret {Secret} cannot be read")]
    private static partial void LogFailed(ILogger logger, Exception error, string provider, string secret);
}
