using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using k8s.Models;

namespace Onair.Kubernetes.Serialization;

/// <summary>
/// The members of ObjectMeta that mean something to a controller. <c>managedFields</c> are skipped while reading and
/// never decoded; the API server keeps those that an update leaves out. Namespaces are few, so each is one string in memory.
/// </summary>
public sealed class ObjectMetaConverter : JsonConverter<V1ObjectMeta>
{
    /// <inheritdoc />
    public override V1ObjectMeta Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("metadata must be an object");
        var metadata = new V1ObjectMeta();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "name"u8)) metadata.Name = reader.GetString();
            else if (Is(ref reader, "generateName"u8)) metadata.GenerateName = reader.GetString();
            else if (Is(ref reader, "namespace"u8)) metadata.NamespaceProperty = reader.GetString() is { } ns ? string.Intern(ns) : null;
            else if (Is(ref reader, "uid"u8)) metadata.Uid = reader.GetString();
            else if (Is(ref reader, "resourceVersion"u8)) metadata.ResourceVersion = reader.GetString();
            else if (Is(ref reader, "generation"u8)) metadata.Generation = IsNull(ref reader) ? null : reader.GetInt64();
            else if (Is(ref reader, "creationTimestamp"u8)) metadata.CreationTimestamp = Time(ref reader);
            else if (Is(ref reader, "deletionTimestamp"u8)) metadata.DeletionTimestamp = Time(ref reader);
            else if (Is(ref reader, "labels"u8)) metadata.Labels = JsonSerializer.Deserialize(ref reader, MetadataJson.Default.DictionaryStringString);
            else if (Is(ref reader, "annotations"u8)) metadata.Annotations = JsonSerializer.Deserialize(ref reader, MetadataJson.Default.DictionaryStringString);
            else if (Is(ref reader, "finalizers"u8)) metadata.Finalizers = JsonSerializer.Deserialize(ref reader, MetadataJson.Default.ListString);
            else if (Is(ref reader, "ownerReferences"u8)) metadata.OwnerReferences = JsonSerializer.Deserialize(ref reader, MetadataJson.Default.ListV1OwnerReference);
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return metadata;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, V1ObjectMeta value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        Text(writer, "name"u8, value.Name);
        Text(writer, "generateName"u8, value.GenerateName);
        Text(writer, "namespace"u8, value.NamespaceProperty);
        Text(writer, "uid"u8, value.Uid);
        Text(writer, "resourceVersion"u8, value.ResourceVersion);
        if (value.Generation is { } generation) writer.WriteNumber("generation"u8, generation);
        Text(writer, "creationTimestamp"u8, Text(value.CreationTimestamp));
        Text(writer, "deletionTimestamp"u8, Text(value.DeletionTimestamp));
        Map(writer, "labels"u8, value.Labels);
        Map(writer, "annotations"u8, value.Annotations);
        if (value.Finalizers is { } finalizers)
        {
            writer.WriteStartArray("finalizers"u8);
            foreach (var finalizer in finalizers) writer.WriteStringValue(finalizer);
            writer.WriteEndArray();
        }
        if (value.OwnerReferences is { } owners)
        {
            writer.WriteStartArray("ownerReferences"u8);
            foreach (var owner in owners) JsonSerializer.Serialize(writer, owner, MetadataJson.Default.V1OwnerReference);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.ValueTextEquals(name)) return false;
        reader.Read();
        return true;
    }

    private static bool IsNull(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null;

    private static DateTime? Time(ref Utf8JsonReader reader) => IsNull(ref reader) ? null : DateTimeText.Read(ref reader).UtcDateTime;

    private static string? Text(DateTime? time) => time?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void Text(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    private static void Map(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IDictionary<string, string>? map)
    {
        if (map is null) return;
        writer.WriteStartObject(name);
        foreach (var (key, value) in map) writer.WriteString(key, value);
        writer.WriteEndObject();
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(List<V1OwnerReference>))]
internal sealed partial class MetadataJson : JsonSerializerContext;
