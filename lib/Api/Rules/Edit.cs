using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Api.Rules;

/// <summary>A creation or an update, read as objects of its kind.</summary>
/// <typeparam name="T">The kind.</typeparam>
/// <param name="Before">The stored object; null on creation.</param>
/// <param name="After">The new object.</param>
/// <param name="SpecChanged">Whether the spec changes; true on creation.</param>
public sealed record Edit<T>(T? Before, T After, bool SpecChanged)
    where T : class, IKubernetesObject<V1ObjectMeta>;

/// <summary>Reads edits.</summary>
public static class Edit
{
    /// <summary>
    /// The edit, or why the new object cannot be read. The API server accepts some values that this release does not, e.g. a word of a newer
    /// release's schema.
    /// </summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="before">The stored object; undefined on creation.</param>
    /// <param name="after">The new object.</param>
    /// <param name="type">How objects of the kind are read.</param>
    public static (Edit<T>? Edit, Violation? Unreadable) Read<T>(JsonElement before, JsonElement after, JsonTypeInfo<T> type)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var read = ObjectReader.Read(after, type);
        return read.Metadata.Unreadable is { } field
            ? (null, new(field.Path, field.Value, field.Rule))
            : (new(Stored.Read(before, type), read, SpecIsChanged(before, after)), null);
    }

    /// <summary>Whether the spec of the new object differs from that of the stored one.</summary>
    public static bool SpecIsChanged(JsonElement before, JsonElement after)
    {
        var (old, spec) = (before.Member("spec"), after.Member("spec"));
        return old.IsAbsent() || spec.IsAbsent() ? old.IsAbsent() != spec.IsAbsent() : !JsonElement.DeepEquals(old, spec);
    }
}
