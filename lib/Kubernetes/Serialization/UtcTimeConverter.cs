using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onair.Kubernetes.Serialization;

/// <summary>meta/v1 Time in KubernetesClient's models: RFC 3339 in whole seconds, UTC.</summary>
public sealed class UtcTimeConverter : JsonConverter<DateTime>
{
    /// <inheritdoc />
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => DateTimeText.Read(ref reader).UtcDateTime;

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
