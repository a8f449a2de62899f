using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Onair.Api.Schema;

namespace Onair.Api.Common;

/// <summary>
/// A point in time within a session: seconds from its first recorded frame (<c>90</c>, <c>12.5</c>) or an RFC 3339 timestamp. An
/// invalid value is kept as it was written, so that a message can quote it.
/// </summary>
[AnyJson]
[JsonConverter(typeof(SessionTimeConverter))]
public sealed partial record SessionTime
{
    /// <summary>The value as it was written; numbers as in JSON.</summary>
    public required string Text { get; init; }

    /// <summary>Seconds from the session's first frame; null for a timestamp.</summary>
    public double? Seconds { get; init; }

    /// <summary>The timestamp; null for seconds.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Whether it is either of the two.</summary>
    public bool IsValid => Seconds is not null || Time is not null;

    /// <summary>Creates a time from seconds after the session's first frame.</summary>
    public static SessionTime Of(double seconds) => new() { Text = seconds.ToString(CultureInfo.InvariantCulture), Seconds = seconds };

    /// <summary>Parses a value that a user wrote.</summary>
    public static SessionTime Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (double.TryParse(text, Number, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds)) return new() { Text = text, Seconds = seconds };
        return Rfc3339().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var time)
            ? new() { Text = text, Time = time } : new() { Text = text };
    }

    // The offset is required: without it, each reader would assume a different time zone.
    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Rfc3339();
}

/// <summary>Reads numbers and strings, and keeps any other JSON as text: one invalid resource must not make the whole list unreadable.</summary>
public sealed class SessionTimeConverter : JsonConverter<SessionTime>
{
    /// <inheritdoc />
    public override bool HandleNull => true;

    /// <inheritdoc />
    public override SessionTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return SessionTime.Parse(reader.GetString()!);
        using var value = JsonDocument.ParseValue(ref reader);
        return reader.TokenType == JsonTokenType.Number && value.RootElement.TryGetDouble(out var seconds) && double.IsFinite(seconds)
            ? new() { Text = value.RootElement.GetRawText(), Seconds = seconds }
            : new() { Text = value.RootElement.GetRawText() };
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, SessionTime value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Seconds is { } seconds && value.Time is null) writer.WriteNumberValue(seconds);
        else writer.WriteStringValue(value.Text);
    }
}
