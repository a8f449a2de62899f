using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Amazon.Runtime;

namespace Onair.Aws.Wire;

/// <summary>The codecs generated code composes.</summary>
internal static class CodecTable
{
    public static Codec<string> String { get; } =
        new ScalarCodec<string>(v => v, v => v, (w, v) => w.WriteStringValue(v), ReadString);

    public static Codec<int?> Integer { get; } = Number<int>((w, v) => w.WriteNumberValue(v), e => e.GetInt32());

    public static Codec<long?> Long { get; } = Number<long>((w, v) => w.WriteNumberValue(v), e => e.GetInt64());

    public static Codec<double?> Double { get; } = Number<double>(
        (w, v) =>
        {
            // JSON has no literal for these; the protocols send them as the strings NaN, Infinity and -Infinity.
            if (double.IsFinite(v)) w.WriteNumberValue(v);
            else w.WriteStringValue(v.ToString(CultureInfo.InvariantCulture));
        },
        e => e.GetDouble());

    public static Codec<float?> Float { get; } = Number<float>(
        (w, v) =>
        {
            if (float.IsFinite(v)) w.WriteNumberValue(v);
            else w.WriteStringValue(v.ToString(CultureInfo.InvariantCulture));
        },
        e => e.GetSingle());

    public static Codec<bool?> Boolean { get; } = new ScalarCodec<bool?>(
        v => v == true ? "true" : "false",
        v => bool.Parse(v),
        (w, v) => w.WriteBooleanValue(v.GetValueOrDefault()),
        e => e.GetBoolean());

    public static Codec<MemoryStream> Blob { get; } = new ScalarCodec<MemoryStream>(
        v => Convert.ToBase64String(v.ToArray()),
        v => new MemoryStream(Convert.FromBase64String(v)),
        (w, v) => w.WriteBase64StringValue(v.ToArray()),
        e => new MemoryStream(e.GetBytesFromBase64()));

    public static Codec<DateTime?> Iso8601 { get; } = Time(Timestamps.ToIso8601, (w, v) => w.WriteStringValue(Timestamps.ToIso8601(v)));

    public static Codec<DateTime?> HttpDate { get; } = Time(Timestamps.ToHttpDate, (w, v) => w.WriteStringValue(Timestamps.ToHttpDate(v)));

    public static Codec<DateTime?> UnixSeconds { get; } = Time(
        v => Timestamps.ToUnixSeconds(v).ToString(CultureInfo.InvariantCulture),
        (w, v) => w.WriteNumberValue(Timestamps.ToUnixSeconds(v)));

    public static Codec<T> Enum<T>(Func<string, T> find)
        where T : ConstantClass =>
        new ScalarCodec<T>(v => v.Value, find, (w, v) => w.WriteStringValue(v.Value), e => find(ReadString(e)));

    public static Codec<T> Value<T>(Codec<T?> codec)
        where T : struct => new ValueCodec<T>(codec);

    public static Codec<List<T>> List<T>(Codec<T> item, string itemName) => new ListCodec<T>(item, itemName);

    public static Codec<List<T>> FlattenedList<T>(Codec<T> item) => new FlattenedListCodec<T>(item);

    public static Codec<Dictionary<string, T>> Map<T>(Codec<T> value, string keyName, string valueName) => new MapCodec<T>(value, keyName, valueName);

    public static Codec<Dictionary<string, T>> FlattenedMap<T>(Codec<T> value, string keyName, string valueName) =>
        new FlattenedMapCodec<T>(value, keyName, valueName);

    public static Codec<T> Structure<T>(Func<Shape<T>> shape)
        where T : class => new StructureCodec<T>(shape);

    // Some services answer numbers where the model says string.
    private static string ReadString(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();

    private static ScalarCodec<T?> Number<T>(Action<Utf8JsonWriter, T> write, Func<JsonElement, T> read)
        where T : struct, INumber<T>
    {
        static T Parse(string text) => T.Parse(text, CultureInfo.InvariantCulture);
        return new(
            v => v.GetValueOrDefault().ToString(null, CultureInfo.InvariantCulture),
            v => Parse(v),
            (w, v) => write(w, v.GetValueOrDefault()),
            e => e.ValueKind == JsonValueKind.String ? Parse(e.GetString()!) : read(e));
    }

    private static ScalarCodec<DateTime?> Time(Func<DateTime, string> text, Action<Utf8JsonWriter, DateTime> write) => new(
        v => text(v.GetValueOrDefault()),
        v => Timestamps.Parse(v),
        (w, v) => write(w, v.GetValueOrDefault()),
        e => e.ValueKind == JsonValueKind.Number ? Timestamps.FromUnixSeconds(e.GetDecimal()) : Timestamps.Parse(e.GetString()!));
}
