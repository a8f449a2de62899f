namespace Onair.Webhook.Admission;

internal sealed partial class AdmissionEndpoint
{
    [LoggerMessage(1, LogLevel.Information, "Denied {Operation} of {Kind} {Name}: {Reasons}")]
    private static partial void LogDenied(ILogger logger, string operation, string kind, string name, string reasons);

    [LoggerMessage(2, LogLevel.Error, "Could not judge {Operation} of a {Kind}; the API server does what failurePolicy says")]
    private static partial void LogFailed(ILogger logger, Exception error, string operation, string kind);
}
