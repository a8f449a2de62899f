using System.Net;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;

namespace Onair.Gateway.Problems;

/// <summary>Refusals of the API server as problems.</summary>
internal static class ClusterProblems
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>The problem; null when the failure is a defect of the gateway, or of its rights.</summary>
    public static ProblemException? Of(Exception failure) => failure switch
    {
        ApiException e => Of(e),
        CacheNotSyncedException => Unavailable("The gateway is starting. Try again.", TimeSpan.FromSeconds(1)),
        HttpRequestException or TimeoutException => Unavailable("The API server does not respond. Try again.", Pause),
        _ => null,
    };

    private static ProblemException? Of(ApiException e) => e.StatusCode switch
    {
        HttpStatusCode.UnprocessableEntity => new(StatusCodes.Status422UnprocessableEntity, Sentence(e), Errors(e)),
        HttpStatusCode.Forbidden when IsOfAdmission(e) => new(StatusCodes.Status409Conflict, Sentence(e)),
        HttpStatusCode.NotFound => new(StatusCodes.Status404NotFound, "It does not exist, or no longer."),
        HttpStatusCode.Conflict => new(StatusCodes.Status409Conflict, "The resource was changed at the same time. Read it and try again."),
        HttpStatusCode.TooManyRequests => new(StatusCodes.Status429TooManyRequests, "The API server has too many requests. Try again.") { RetryAfter = e.RetryAfter ?? Pause },
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed or HttpStatusCode.UnsupportedMediaType => null,
        _ => Unavailable("The API server does not respond as expected. Try again.", e.RetryAfter ?? Pause),
    };

    // "admission webhook "x" denied the request: …" is about the request, everything else about the gateway's own rights:
    // https://github.com/kubernetes/kubernetes/blob/v1.31.0/staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/errors/statuserror.go
    private static bool IsOfAdmission(ApiException e) => e.Status?.Message?.StartsWith("admission webhook ", StringComparison.Ordinal) == true;

    private static string Sentence(ApiException e)
    {
        var message = e.Status?.Message ?? "The API server refused the resource.";
        const string Mark = " denied the request: ";
        var mark = message.IndexOf(Mark, StringComparison.Ordinal);
        return mark < 0 ? message : message[(mark + Mark.Length)..];
    }

    private static FieldError[]? Errors(ApiException e) =>
        e.Status?.Details?.Causes is { Count: > 0 } causes ? [.. causes.Select(c => FieldOf(c.Field ?? "body", c.Message ?? c.Reason ?? ""))] : null;

    // `Invalid value: "value": rule` and `Required value: rule`, as the API server and the webhook word them.
    private static FieldError FieldOf(string field, string message)
    {
        const string Required = "Required value: ";
        const string Invalid = "Invalid value: ";
        if (message.StartsWith(Required, StringComparison.Ordinal)) return new(field, null, message[Required.Length..]);
        if (!message.StartsWith(Invalid, StringComparison.Ordinal)) return new(field, "", message);
        var rest = message[Invalid.Length..];
        var end = rest.StartsWith('"') ? rest.IndexOf("\": ", StringComparison.Ordinal) : rest.IndexOf(": ", StringComparison.Ordinal);
        if (end < 0) return new(field, "", rest);
        return rest.StartsWith('"') ? new(field, rest[1..end], rest[(end + 3)..]) : new(field, rest[..end], rest[(end + 2)..]);
    }

    private static ProblemException Unavailable(string detail, TimeSpan pause) => new(StatusCodes.Status503ServiceUnavailable, detail) { RetryAfter = pause };
}
