using System.Text.Json;
using Onair.Api.Rules;
using Onair.Webhook.Admission;

namespace Onair.Webhook.Ownership;

/// <summary>A write that is the operator's own: of a status, or one that removes its finalizers.</summary>
/// <param name="IsStatus">Whether it writes the status.</param>
/// <param name="Finalizers">Onair's finalizers that it removes.</param>
internal sealed record ProtectedWrite(bool IsStatus, IReadOnlyList<string> Finalizers)
{
    private const string Prefix = "onair.dev/";

    /// <summary>The subresource that has the status.</summary>
    public const string Status = "status";

    /// <summary>What a request writes of that; null when it writes nothing of it.</summary>
    public static ProtectedWrite? Of(AdmissionRequest request)
    {
        // An object that is created has no status yet, and one that is deleted keeps its finalizers.
        if (request.Operation != "UPDATE") return null;
        if (request.SubResource == Status) return new(true, []);
        var removed = Ours(request.OldObject).Except(Ours(request.Object)).ToList();
        return removed.Count > 0 ? new(false, removed) : null;
    }

    private static IEnumerable<string> Ours(JsonElement json) => json.Member("metadata").Member("finalizers") is { ValueKind: JsonValueKind.Array } all
        ? all.EnumerateArray().Where(f => f.ValueKind == JsonValueKind.String).Select(f => f.GetString()!).Where(f => f.StartsWith(Prefix, StringComparison.Ordinal))
        : [];
}
