namespace Onair.Gateway.KeyServer;

internal sealed partial class SpekeEndpoint
{
    [LoggerMessage(1, LogLevel.Information, "Returned the keys of content {ContentId}, periods {Periods}, to a packager")]
    private static partial void LogAnswered(ILogger logger, string contentId, string periods);

    [LoggerMessage(2, LogLevel.Warning, "Refused a packager with {Status}: {Reason}")]
    private static partial void LogRefused(ILogger logger, int status, string reason);
}
