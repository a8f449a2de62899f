using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Onair.Aws.Wire;

/// <summary>Members are nullable values, list items are not: the same codec for the item.</summary>
internal sealed class ValueCodec<T>(Codec<T?> inner) : Codec<T>
    where T : struct
{
    public override void WriteJson(Utf8JsonWriter writer, T value) => inner.WriteJson(writer, value);

    public override T ReadJson(JsonElement element) => inner.ReadJson(element).GetValueOrDefault();

    public override void WriteXml(XmlWriter writer, T value) => inner.WriteXml(writer, value);

    public override T ReadXml(XElement element) => inner.ReadXml(element).GetValueOrDefault();

    public override string Text(T value) => inner.Text(value);

    public override T FromText(string text) => inner.FromText(text).GetValueOrDefault();
}
