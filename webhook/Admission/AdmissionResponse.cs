using k8s.Models;
using Onair.Api.Rules;

namespace Onair.Webhook.Admission;

/// <summary>The decision.</summary>
internal sealed record AdmissionResponse
{
    public required string Uid { get; init; }

    public required bool Allowed { get; init; }

    /// <summary>Why the request is refused.</summary>
    public V1Status? Status { get; init; }

    /// <summary>Warnings for the user.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary><c>JSONPatch</c>, the only type that exists.</summary>
    public string? PatchType { get; init; }

    /// <summary>A JSON array of <see cref="PatchOperation"/>, base64 on the wire.</summary>
    public byte[]? Patch { get; init; }
}
