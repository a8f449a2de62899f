using System.Text.Json;
using k8s.Models;
using Onair.Api.Rules;

namespace Onair.Webhook.Admission;

/// <summary>A verdict in the API server's terms. For Invalid, kubectl shows the causes and other clients show the message.</summary>
internal static class Answer
{
    public static AdmissionResponse To(AdmissionRequest request, GroupVersionKind kind, Verdict verdict) => new()
    {
        Uid = request.Uid,
        Allowed = verdict.IsAllowed,
        Status = verdict.IsAllowed ? null : verdict.Forbidden is { } reason ? Forbidden(request, kind, reason) : Invalid(request, kind, verdict.Violations),
        Warnings = verdict.Warnings.Count > 0 ? [.. verdict.Warnings.Select(Sentence.Short)] : null,
        PatchType = verdict is { IsAllowed: true, Patch.Count: > 0 } ? "JSONPatch" : null,
        Patch = verdict is { IsAllowed: true, Patch.Count: > 0 }
            ? JsonSerializer.SerializeToUtf8Bytes(verdict.Patch, AdmissionJsonContext.Default.IReadOnlyListPatchOperation)
            : null,
    };

    private static V1Status Invalid(AdmissionRequest request, GroupVersionKind kind, IReadOnlyList<Violation> violations)
    {
        var all = violations.Count == 1 ? $"{violations[0]}" : $"[{string.Join(", ", violations)}]";
        return new()
        {
            Status = "Failure",
            Code = StatusCodes.Status422UnprocessableEntity,
            Reason = "Invalid",
            Message = $"{kind.Kind}.{kind.Group} \"{request.Name}\" is invalid: {all}",
            Details = new()
            {
                Name = request.Name,
                Group = kind.Group,
                Kind = kind.Kind,
                Causes = [.. violations.Select(v => new V1StatusCause
                {
                    Reason = v.Value is null ? "FieldValueRequired" : "FieldValueInvalid",
                    Field = v.Field,
                    Message = v.Detail,
                })],
            },
        };
    }

    private static V1Status Forbidden(AdmissionRequest request, GroupVersionKind kind, string reason) => new()
    {
        Status = "Failure",
        Code = StatusCodes.Status403Forbidden,
        Reason = "Forbidden",
        Message = reason,
        Details = new() { Name = request.Name, Group = kind.Group, Kind = kind.Kind },
    };
}
