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

    // No LINQ here: native code would have its iterators once for each type of item.
    public override List<T> ReadJson(JsonElement element)
    {
        var list = new List<T>(element.GetArrayLength());
        foreach (var entry in element.EnumerateArray()) list.Add(entry.ValueKind == JsonValueKind.Null ? default! : item.ReadJson(entry));
        return list;
    }

    public override void WriteXml(XmlWriter writer, List<T> value)
    {
        foreach (var entry in value) item.WriteElement(writer, itemName, entry);
    }

    public override List<T> ReadXml(XElement element)
    {
        var list = new List<T>();
        foreach (var entry in element.Elements()) list.Add(item.ReadXml(entry));
        return list;
    }

    public override IEnumerable<string> QueryValues(List<T> value)
    {
        var texts = new List<string>(value.Count);
        foreach (var entry in value) texts.Add(item.Text(entry));
        return texts;
    }
}
