namespace Onair.Gateway.Routing;

internal sealed partial class ApiMiddleware
{
    // Neither paths nor queries nor headers: each may hold a secret that was put in the wrong place.
    [LoggerMessage(11, LogLevel.Information, "Request {Request}: {Method} {Route} returned {Status} in {Milliseconds:0.0} ms to {Caller} in namespace {Namespace}")]
    private partial void LogAnswered(string request, string method, string route, int status, double milliseconds, string caller, string @namespace);

    [LoggerMessage(12, LogLevel.Error, "Request {Request} failed because of a defect")]
    private partial void LogFailed(Exception error, string request);
}
