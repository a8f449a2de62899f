using Onair.Gateway.Metrics;
using Onair.Gateway.Problems;
using Onair.Gateway.Requests;

namespace Onair.Gateway.Routing;

/// <summary>Around every request on the stream API's port: no failure ends without a problem, a line in the log, and a count.</summary>
internal sealed partial class ApiMiddleware(TimeProvider time, ILogger<ApiMiddleware> logger)
{
    // What proxies log when the client has gone: the client does not see it.
    private const int ClientClosedRequest = 499;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var begun = time.GetTimestamp();
        var trace = ApiTrace.Of(context);
        var isAborted = false;
        try
        {
            await next(context);
            await FillAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            isAborted = true;
        }
        catch (Exception e)
        {
            await RefuseAsync(context, e);
        }
        finally
        {
            var took = time.GetElapsedTime(begun);
            var status = isAborted ? ClientClosedRequest : context.Response.StatusCode;
            ApiMetrics.Answered(trace.Route, context.Request.Method, status, took);
            LogAnswered(context.TraceIdentifier, context.Request.Method, trace.Route, status, took.TotalMilliseconds, trace.Caller, trace.Namespace);
        }
    }

    private async Task RefuseAsync(HttpContext context, Exception failure)
    {
        var problem = failure switch
        {
            ProblemException known => known,
            BadHttpRequestException broken => new ProblemException(broken.StatusCode, "The request is not valid HTTP."),
            IOException => new ProblemException(StatusCodes.Status400BadRequest, "The connection broke while the body was being read."),
            _ => ClusterProblems.Of(failure),
        };
        if (problem is null) LogFailed(failure, context.TraceIdentifier);
        if (context.Response.HasStarted)
        {
            // Half of a response must not pass for a whole one.
            context.Abort();
            return;
        }
        context.Response.Clear();
        await ProblemWriter.WriteAsync(
            context, problem ?? new(StatusCodes.Status500InternalServerError, "The gateway failed. Its log has the reason, under the name in \"instance\"."));
    }

    // What routing refuses has no body.
    private static Task FillAsync(HttpContext context) => context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } response
        ? RawPath.Broken(context) is { } error && response.StatusCode == StatusCodes.Status404NotFound
            ? ProblemWriter.WriteAsync(context, ProblemException.Invalid([error]))
            : ProblemWriter.WriteAsync(context, response.StatusCode, DetailOf(response.StatusCode))
        : Task.CompletedTask;

    private static string DetailOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => "There is no such route. /openapi.json lists the routes.",
        StatusCodes.Status405MethodNotAllowed => "The route does not have this method. The header Allow lists its methods.",
        _ => "The request is refused.",
    };
}
