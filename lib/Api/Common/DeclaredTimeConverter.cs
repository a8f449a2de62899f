using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.Common;

/// <summary>Keeps the UTC offset of a time that a user declared, so that messages repeat it as it was written.</summary>
public sealed class DeclaredTimeConverter : JsonConverter<DateTimeOffset>
{
    /// <summary>Formats a time as RFC 3339, without trailing zeros, and UTC as <c>Z</c>.</summary>
    public static string Text(DateTimeOffset time) =>
        time.ToString(time.Offset == TimeSpan.Zero ? "yyyy-MM-ddTHH:mm:ss.FFFFFFF\\Z" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => DateTimeText.Read(ref reader);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(Text(value));
    }
}
