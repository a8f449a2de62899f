using Microsoft.Extensions.Logging;

namespace Onair.Kubernetes;

public sealed partial class LeaderElector
{
    [LoggerMessage(21, LogLevel.Information, "Lease {Lease}: {Identity} leads")]
    private partial void LogLeading(string lease, string identity);

    [LoggerMessage(22, LogLevel.Information, "Lease {Lease}: {Identity} no longer leads")]
    private partial void LogLost(string lease, string identity);

    [LoggerMessage(23, LogLevel.Warning, "Lease {Lease}: could not be read or written")]
    private partial void LogTryFailed(Exception error, string lease);

    [LoggerMessage(24, LogLevel.Critical, "Lease {Lease}: work did not stop before others may take the lease")]
    private partial void LogNotDrained(string lease);

    [LoggerMessage(25, LogLevel.Error, "Lease {Lease}: the leader's work ended with an error")]
    private partial void LogWorkFailed(Exception error, string lease);

    [LoggerMessage(26, LogLevel.Information, "Lease {Lease}: released")]
    private partial void LogReleased(string lease);
}
