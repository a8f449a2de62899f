using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Onair.Aws.Wire;

/// <summary>A list; in XML its items are elements named <paramref name="itemName"/> inside the member's element.</summary>
internal class ListCodec<T>(Codec<T> item, string itemName) : Codec<List<T>>
{
    protected Codec<T> Item => item;

    public override void WriteJson(Utf8JsonWriter writer, List<T> value)
    {
        writer.WriteStartArray();
        foreach (var entry in value)
        {
            if (entry is null) writer.WriteNullValue();
            else item.WriteJson(writer, entry);
        }
        writer.WriteEndArray();
    }

    public override List<T> ReadJson(JsonElement element) =>
        [.. element.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Null ? default! : item.ReadJson(e))];

    public override void WriteXml(XmlWriter writer, List<T> value)
    {
        foreach (var entry in value) item.WriteElement(writer, itemName, entry);
    }

    public override List<T> ReadXml(XElement element) => [.. element.Elements().Select(item.ReadXml)];

    public override IEnumerable<string> QueryValues(List<T> value) => value.Select(item.Text);
}
