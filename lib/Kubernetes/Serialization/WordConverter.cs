using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onair.Kubernetes.Serialization;

/// <summary>Reads and writes an enumeration as its words, exactly as they are written in the schema.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class WordConverter<T> : JsonConverter<T> where T : struct, Enum
{
    private static readonly FrozenDictionary<string, T> Words =
        Enum.GetNames<T>().Zip(Enum.GetValues<T>()).ToFrozenDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);

    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Words.TryGetValue(reader.GetString()!, out var value)
            ? value
            : throw new UnknownWordException($"must be one of {string.Join(", ", Enum.GetNames<T>())}");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
