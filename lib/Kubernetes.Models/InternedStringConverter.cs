using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>Reads strings with few distinct values that thousands of objects share; each value is kept once.</summary>
public sealed class InternedStringConverter : JsonConverter<string>
{
    /// <inheritdoc />
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text ? string.Intern(text) : null;

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
