using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;
using Onair.Api.Rules;
using Onair.Kubernetes;

namespace Onair.Webhook.Admission;

/// <summary>A CREATE or UPDATE, read as objects of its kind.</summary>
/// <param name="Before">The stored object; null on CREATE.</param>
/// <param name="After">The new object.</param>
/// <param name="SpecChanged">Whether the spec changes; true on CREATE.</param>
internal sealed record Edit<T>(T? Before, T After, bool SpecChanged)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>
    /// The edit, or why the object cannot be read. The API server accepts some values that this release does not, e.g. a word of a newer
    /// release's schema.
    /// </summary>
    public static (Edit<T>? Edit, Violation? Unreadable) Read(AdmissionRequest request, JsonTypeInfo<T> type)
    {
        var after = ObjectReader.Read(request.Object, type);
        return after.Metadata.Unreadable is { } field
            ? (null, new(field.Path, field.Value, field.Rule))
            : (new(Stored.Read(request.OldObject, type), after, SpecIsChanged(request)), null);
    }

    public static bool SpecIsChanged(AdmissionRequest request)
    {
        var (before, after) = (request.OldObject.Member("spec"), request.Object.Member("spec"));
        return before.IsAbsent() || after.IsAbsent() ? before.IsAbsent() != after.IsAbsent() : !JsonElement.DeepEquals(before, after);
    }
}
