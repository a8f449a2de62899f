using Microsoft.Extensions.Logging;

namespace Onair.Kubernetes;

public sealed partial class LeaderElector
{
    [LoggerMessage(21, LogLevel.Information, "Lease {Lease}: {Identity} leads")]
    private static partial void LogLeading(ILogger logger, string lease, string identity);

    [LoggerMessage(22, LogLevel.Information, "Lease {Lease}: {Identity} no longer leads")]
    private static partial void LogLost(ILogger logger, string lease, string identity);

    [LoggerMessage(23, LogLevel.Warning, "Lease {Lease}: could not be read or written")]
    private static partial void LogTryFailed(ILogger logger, Exception error, string lease);

    [LoggerMessage(24, LogLevel.Critical, "Lease {Lease}: work did not stop before others may take the lease")]
    private static partial void LogNotDrained(ILogger logger, string lease);

    [LoggerMessage(25, LogLevel.Error, "Lease {Lease}: the leader's work ended with an error")]
    private static partial void LogWorkFailed(ILogger logger, Exception error, string lease);

    [LoggerMessage(26, LogLevel.Information, "Lease {Lease}: released")]
    private static partial void LogReleased(ILogger logger, string lease);
}
