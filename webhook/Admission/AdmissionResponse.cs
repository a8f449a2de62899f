using System.Text.Json;
using Onair.Kubernetes;

namespace Onair.Webhook.Admission;

/// <summary>What is decided.</summary>
internal sealed record AdmissionResponse
{
    public required string Uid { get; init; }

    public required bool Allowed { get; init; }

    /// <summary>Why not.</summary>
    public V1Status? Status { get; init; }

    /// <summary>What the user is told besides.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary><c>JSONPatch</c>, the only type that there is.</summary>
    public string? PatchType { get; init; }

    /// <summary>A JSON array of <see cref="PatchOperation"/>, which goes over the wire as base64.</summary>
    public byte[]? Patch { get; init; }
}

/// <summary>An operation of RFC 6902 with a value.</summary>
internal sealed record PatchOperation(string Op, string Path, JsonElement Value);
