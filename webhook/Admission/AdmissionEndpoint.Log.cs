namespace Onair.Webhook.Admission;

internal sealed partial class AdmissionEndpoint
{
    [LoggerMessage(1, LogLevel.Information, "Denied {Operation} of {Kind} {Name}: {Reasons}")]
    private partial void LogDenied(string operation, string kind, string name, string reasons);

    [LoggerMessage(2, LogLevel.Error, "Could not review {Operation} of a {Kind}; the API server applies failurePolicy")]
    private partial void LogFailed(Exception error, string operation, string kind);
}
