namespace Onair.Webhook.Callbacks;

internal sealed partial class CallbackSecrets
{
    [LoggerMessage(1, LogLevel.Warning, "MediaProvider {Provider}: callbacks cannot be verified: {Reason}")]
    private partial void LogMissing(string provider, string reason);

    [LoggerMessage(2, LogLevel.Warning, "MediaProvider {Provider}: Secret {Secret} cannot be read")]
    private partial void LogFailed(Exception error, string provider, string secret);
}
