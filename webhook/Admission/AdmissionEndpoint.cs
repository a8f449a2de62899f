using System.Text.Json;
using Onair.Api.Rules;
using Onair.Webhook.Metrics;

namespace Onair.Webhook.Admission;

/// <summary>
/// Answers admission reviews. A body that is not a review of the path's kind gets 400. A failure of the webhook itself gets
/// 500, and the API server then applies failurePolicy.
/// </summary>
internal sealed partial class AdmissionEndpoint(TimeProvider time, ILogger<AdmissionEndpoint> logger)
{
    private static readonly string[] Operations = ["CREATE", "UPDATE", "DELETE"];

    public async Task AnswerAsync(
        HttpContext context, IReadOnlyList<ReviewedResource> reviewed, Func<AdmissionRequest, CancellationToken, Task<Verdict>> decide)
    {
        var begun = time.GetTimestamp();
        var (operation, decision) = ("", "failed");
        var kind = reviewed[0].Kind;
        try
        {
            var (request, problem) = await ReadAsync(context, reviewed);
            if (request is null)
            {
                await RefuseAsync(context, StatusCodes.Status400BadRequest, problem!);
                return;
            }
            operation = request.Operation;
            kind = reviewed.First(r => r.Is(request)).Kind;
            var verdict = await decide(request, context.RequestAborted);
            decision = verdict.IsAllowed ? "allowed" : "denied";
            if (!verdict.IsAllowed) LogDenied(request.Operation, kind.Kind!, NameOf(request), Reasons(verdict));
            var review = new AdmissionReview { ApiVersion = AdmissionReview.Version, Kind = nameof(AdmissionReview), Response = Answer.To(request, kind, verdict) };
            await context.Response.WriteAsJsonAsync(review, AdmissionJsonContext.Default.AdmissionReview, cancellationToken: context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller no longer waits for the response.
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(context, e.StatusCode, e.Message);
        }
        catch (Exception e)
        {
            LogFailed(e, operation, kind.Kind!);
            await RefuseAsync(context, StatusCodes.Status500InternalServerError, $"{e.GetType().Name}: see the webhook's log");
        }
        finally
        {
            WebhookMetrics.Answered(kind.Kind!, operation, decision, time.GetElapsedTime(begun));
        }
    }

    private static async Task<(AdmissionRequest? Request, string? Problem)> ReadAsync(HttpContext context, IReadOnlyList<ReviewedResource> reviewed)
    {
        AdmissionReview? review;
        try
        {
            review = await JsonSerializer.DeserializeAsync(context.Request.Body, AdmissionJsonContext.Default.AdmissionReview, context.RequestAborted);
        }
        catch (JsonException e)
        {
            return (null, $"body: must be an AdmissionReview in JSON; it cannot be read at {e.Path ?? "$"}, line {e.LineNumber}, byte {e.BytePositionInLine}");
        }
        if (review is not { ApiVersion: AdmissionReview.Version, Kind: nameof(AdmissionReview) })
            return (null, $"apiVersion, kind: must be {AdmissionReview.Version}, {nameof(AdmissionReview)}; got {review?.ApiVersion}, {review?.Kind}");
        if (review.Request is not { Uid.Length: > 0 } request) return (null, "request: required, with a uid");
        if (!reviewed.Any(r => r.Is(request)))
        {
            var about = request.Resource;
            return (null, $"request.resource: must be {string.Join(" or ", reviewed)}; got {about?.Group}/{about?.Version} {about?.Resource} {request.SubResource}");
        }
        if (!Operations.Contains(request.Operation)) return (null, $"request.operation: must be one of {string.Join(", ", Operations)}; got {request.Operation}");
        if (request.Operation != "DELETE" && request.Object.ValueKind != JsonValueKind.Object)
            return (null, $"request.object: required for {request.Operation}");
        return (request with { Name = request.Name is { Length: > 0 } name ? name : GivenName(request) }, null);
    }

    // The API server sends no name with generateName, nor for the items of a deletecollection.
    private static string GivenName(AdmissionRequest request)
    {
        var metadata = (request.Operation == "DELETE" ? request.OldObject : request.Object).Member("metadata");
        return metadata.Member("name") is { ValueKind: JsonValueKind.String } name ? name.GetString()!
            : metadata.Member("generateName") is { ValueKind: JsonValueKind.String } prefix ? prefix.GetString()! : "";
    }

    private static string NameOf(AdmissionRequest request) => request.Namespace is { Length: > 0 } ns ? $"{ns}/{request.Name}" : request.Name!;

    // Without the values: a secret written into a field by mistake must not appear in the log.
    private static string Reasons(Verdict verdict) =>
        verdict.Forbidden ?? string.Join("; ", verdict.Violations.Select(v => $"{v.Field} {v.Rule}"));

    private static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        if (context.Response.HasStarted) return Task.CompletedTask;
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason);
    }
}
