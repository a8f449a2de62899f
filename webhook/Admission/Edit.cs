using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Onair.Api.Rules;
using Onair.Kubernetes;

namespace Onair.Webhook.Admission;

/// <summary>A CREATE or UPDATE, read as objects of its kind.</summary>
/// <param name="Before">The stored object; null on CREATE.</param>
/// <param name="After">The new object.</param>
/// <param name="SpecChanged">Whether the spec changes; true on CREATE.</param>
internal sealed record Edit<T>(T? Before, T After, bool SpecChanged)
    where T : class, IKubernetesObject
{
    /// <summary>
    /// The edit, or why the object cannot be read. The API server's schema accepts some values that cannot be parsed, e.g. times
    /// with a leap second.
    /// </summary>
    public static (Edit<T>? Edit, Violation? Unreadable) Read(AdmissionRequest request, JsonTypeInfo<T> type)
    {
        try
        {
            var after = request.Object.Deserialize(type) ?? throw new JsonException("no object");
            return (new(Stored.Read(request.OldObject, type), after, SpecIsChanged(request)), null);
        }
        catch (JsonException e)
        {
            var field = e.Path is { Length: > 2 } path ? path[2..] : "metadata";
            return (null, new(field, Value(request.Object, field), "cannot be read"));
        }
    }

    public static bool SpecIsChanged(AdmissionRequest request)
    {
        var (before, after) = (request.OldObject.Member("spec"), request.Object.Member("spec"));
        return before.IsAbsent() || after.IsAbsent() ? before.IsAbsent() != after.IsAbsent() : !JsonElement.DeepEquals(before, after);
    }

    private static string Value(JsonElement root, string path)
    {
        foreach (var step in path.Replace("]", "", StringComparison.Ordinal).Split('.', '['))
        {
            var isIndex = int.TryParse(step, out var index);
            root = root.ValueKind == JsonValueKind.Array && isIndex && index < root.GetArrayLength() ? root[index] : root.Member(step);
        }
        return root.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Undefined ? "" : $"{root}";
    }
}
