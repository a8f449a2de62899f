using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onair.Kubernetes.Serialization;

/// <summary>meta/v1 MicroTime: RFC 3339 with exactly six digits of fraction, UTC; the server refuses any other number of digits.</summary>
public sealed class MicroTimeConverter : JsonConverter<DateTime>
{
    /// <inheritdoc />
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => DateTimeText.Read(ref reader).UtcDateTime;

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
}
