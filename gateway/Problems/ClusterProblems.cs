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
        HttpStatusCode.Forbidden or HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.RequestEntityTooLarge when IsOfAdmission(e) => new(StatusCodes.Status409Conflict, Sentence(e)),
        HttpStatusCode.Forbidden when e.Status?.Details?.Kind == "secrets" => new(
            StatusCodes.Status403Forbidden, "The gateway may not use the Secrets of this namespace. An administrator has to add it to gateway.streamApi.keyNamespaces of the chart."),
        HttpStatusCode.NotFound => new(StatusCodes.Status404NotFound, "It does not exist, or no longer."),
        HttpStatusCode.Conflict => new(StatusCodes.Status409Conflict, "The resource was changed at the same time. Read it and try again."),
        HttpStatusCode.TooManyRequests => new(StatusCodes.Status429TooManyRequests, "The API server has too many requests. Try again.") { RetryAfter = e.RetryAfter ?? Pause },
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed or HttpStatusCode.UnsupportedMediaType => null,
        _ => Unavailable("The API server does not respond as expected. Try again.", e.RetryAfter ?? Pause),
    };

    // How admission words a refusal, whose status a policy may choose (reason: Unauthorized, Forbidden, Invalid or RequestEntityTooLarge); everything else is about the gateway's own rights or its requests. In the API server's source, 1.31:
    // apiserver/pkg/admission/plugin/webhook/errors/statuserror.go (a webhook that gives no code is a 400), apiserver/pkg/admission/plugin/policy/
    // validating/plugin.go, apiserver/pkg/admission/plugin/resourcequota/controller.go and plugin/namespace/lifecycle/admission.go.
    private static readonly string[] Refusals =
    [
        "admission webhook ", " denied the request", " denied request: ", "exceeded quota: ", "failed quota: ", "status unknown for quota: ", "insufficient quota to consume: ",
        " because it is being terminated",
    ];

    private static readonly string[] Marks = [" denied the request: ", " denied request: "];

    private static bool IsOfAdmission(ApiException e) => e.Status?.Message is { } message && Refusals.Any(words => message.Contains(words, StringComparison.Ordinal));

    private static string Sentence(ApiException e)
    {
        var message = e.Status?.Message ?? "The API server refused the resource.";
        var mark = Marks.FirstOrDefault(m => message.Contains(m, StringComparison.Ordinal));
        return mark is null ? message : message[(message.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..];
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
