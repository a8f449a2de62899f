namespace Onair.Gateway.KeyServer;

internal sealed partial class KeyEndpoint
{
    [LoggerMessage(1, LogLevel.Debug, "Returned the key of content {ContentId}, period {Period}, to a viewer")]
    private partial void LogGiven(string contentId, long period);

    [LoggerMessage(2, LogLevel.Information, "Refused a viewer the key of content {ContentId}, period {Period}: {Reason}")]
    private partial void LogRefused(string contentId, long period, string reason);
}
