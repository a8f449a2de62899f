using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Onair.Gateway.Problems;

/// <summary>Writes a problem as the response.</summary>
internal static class ProblemWriter
{
    public static Task WriteAsync(HttpContext context, ProblemException problem)
    {
        var response = context.Response;
        if (problem.Challenge is { } challenge) response.Headers.WWWAuthenticate = challenge;
        if (problem.RetryAfter is { } pause)
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(pause.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return WriteAsync(context, problem.Status, problem.Message, problem.Errors);
    }

    public static async Task WriteAsync(HttpContext context, int status, string detail, IReadOnlyList<FieldError>? errors = null)
    {
        var problem = new Problem
        {
            Title = ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Error",
            Status = status,
            Detail = detail,
            Instance = $"urn:onair:request:{context.TraceIdentifier}",
            Errors = errors,
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(problem, ProblemJsonContext.Default.Problem);
        context.Response.StatusCode = status;
        context.Response.ContentType = Problem.MediaType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
