using Microsoft.Extensions.Options;
using Onair.Emulator.Auth;
using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>
/// Takes the requests that are S3's: signed for it, sent to an S3 host, or unsigned ones for an existing bucket.
/// All others pass.
/// </summary>
internal sealed partial class S3Middleware(
    RequestDelegate next, ObjectStore store, S3Dispatch dispatch, IOptions<S3Options> options, ILogger<S3Middleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var caller = context.Features.Get<AwsCaller>();
        var (isHost, hostBucket) = S3Host.Parse(context.Request.Host.Host, options.Value.S3Domain);
        if (caller is { Service: not "s3" } || (caller is null && !isHost && !NamesBucket(context)))
        {
            await next(context);
            return;
        }

        AwsRequestId.Set(context, "s3");
        try
        {
            await AnswerAsync(S3Request.Parse(context, hostBucket), caller);
        }
        catch (AwsException error)
        {
            await FailAsync(context, error);
        }
        catch (BadHttpRequestException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await FailAsync(context, new AwsException(400, "IncompleteBody", "The request body terminated unexpectedly"));
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client disconnected: there is nobody to send an error to.
        }
        catch (Exception error)
        {
            LogFailed(logger, error, context.Request.Method, context.Request.Path);
            await FailAsync(context, new AwsException(500, "InternalError", "We encountered an internal error. Please try again."));
        }
    }

    private async Task AnswerAsync(S3Request request, AwsCaller? caller)
    {
        if (request.Bucket is { } name && store.Find(name) is { } bucket)
        {
            CorsOperations.Apply(request, bucket);
            if (HttpMethods.IsOptions(request.Method))
            {
                CorsOperations.Preflight(request, bucket);
                return;
            }
        }

        await dispatch.RunAsync(request, caller);
    }

    private bool NamesBucket(HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimStart('/');
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return store.BucketExists(slash < 0 ? path : path[..slash]);
    }

    /// <summary>Returns an error; CORS headers stay, so that a page's script can read it.</summary>
    private static async Task FailAsync(HttpContext context, AwsException error)
    {
        var cors = context.Response.Headers
            .Where(h => h.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase) || h.Key == "Vary")
            .ToDictionary(h => h.Key, h => h.Value.ToString());
        await AwsErrorResponse.WriteAsync(context, "s3", new AwsException(error.Status, error.Code, error.Message)
        {
            Details = error.Details,
            Headers = cors.Concat(error.Headers).ToDictionary(),
        });
    }

    [LoggerMessage(1, LogLevel.Error, "S3 {Method} {Path} failed")]
    private static partial void LogFailed(ILogger logger, Exception error, string method, string path);
}
