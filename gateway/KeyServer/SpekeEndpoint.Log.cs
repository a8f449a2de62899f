namespace Onair.Gateway.KeyServer;

internal sealed partial class SpekeEndpoint
{
    [LoggerMessage(1, LogLevel.Information, "Returned the keys of content {ContentId}, periods {Periods}, to a packager")]
    private partial void LogAnswered(string contentId, string periods);

    [LoggerMessage(2, LogLevel.Warning, "Refused a packager with {Status}: {Reason}")]
    private partial void LogRefused(int status, string reason);
}
