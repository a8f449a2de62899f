using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Serialization;

namespace Onair.Kubernetes.Client;

/// <summary>
/// Reads objects one by one, so that one with an unreadable value does not hide the others. Such an object is returned without that
/// value, and <see cref="UnreadableMetadata"/> names it.
/// </summary>
public static class ObjectReader
{
    private const int MostValues = 1_000;

    /// <summary>An object that was received.</summary>
    /// <exception cref="JsonException">Not even its metadata can be read.</exception>
    public static T Read<T>(JsonElement json, JsonTypeInfo<T> type) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            return json.Deserialize(type) ?? throw new JsonException("the object is null");
        }
        catch (JsonException e)
        {
            if (JsonObject.Create(json) is { } members) return Salvage(members, e, type);
            throw;
        }
    }

    /// <summary>The object that the reader is at; the reader is left at its end.</summary>
    /// <exception cref="JsonException">Not even its metadata can be read.</exception>
    internal static T Read<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var start = reader;
        try
        {
            return JsonSerializer.Deserialize(ref reader, type) ?? throw new JsonException("the object is null");
        }
        catch (JsonException e)
        {
            reader = start;
            if (JsonNode.Parse(ref reader) is JsonObject json) return Salvage(json, e, type);
            throw;
        }
    }

    /// <summary>Removes one unreadable value after the other.</summary>
    private static T Salvage<T>(JsonObject json, JsonException error, JsonTypeInfo<T> type) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        UnreadableField? problem = null;
        for (var values = 0; values < MostValues; values++)
        {
            if (JsonField.Remove(json, error.Path) is not { } removed) throw error;
            // The operator writes status itself: a word there that it does not know is one of a newer release, and is decided again.
            if (error is not UnknownWordException || !removed.Path.StartsWith("status.", StringComparison.Ordinal))
                problem ??= new(removed.Path, removed.Value, error is UnreadableValueException ? error.Message : "cannot be read by this release of Onair");
            try
            {
                var obj = json.Deserialize(type) ?? throw error;
                obj.Metadata.Unreadable = problem;
                return obj;
            }
            catch (JsonException next)
            {
                error = next;
            }
        }
        throw error;
    }
}
