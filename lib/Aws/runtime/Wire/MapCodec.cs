using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Onair.Aws.Wire;

/// <summary>A map of strings to values; in XML each pair is an <c>entry</c> element that holds a key and a value element.</summary>
internal class MapCodec<T>(Codec<T> value, string keyName, string valueName) : Codec<Dictionary<string, T>>
{
    public override void WriteJson(Utf8JsonWriter writer, Dictionary<string, T> map)
    {
        writer.WriteStartObject();
        foreach (var (key, entry) in map)
        {
            writer.WritePropertyName(key);
            value.WriteJson(writer, entry);
        }
        writer.WriteEndObject();
    }

    public override Dictionary<string, T> ReadJson(JsonElement element)
    {
        var map = new Dictionary<string, T>();
        foreach (var property in element.EnumerateObject())
            if (property.Value.ValueKind != JsonValueKind.Null) map.Add(property.Name, value.ReadJson(property.Value));
        return map;
    }

    public override void WriteXml(XmlWriter writer, Dictionary<string, T> map) => WriteEntries(writer, "entry", map);

    public override Dictionary<string, T> ReadXml(XElement element)
    {
        var map = new Dictionary<string, T>();
        foreach (var entry in element.Elements()) ReadEntry(entry, map);
        return map;
    }

    protected void WriteEntries(XmlWriter writer, string name, Dictionary<string, T> map)
    {
        foreach (var (key, entry) in map)
        {
            writer.WriteStartElement(name);
            writer.WriteElementString(keyName, key);
            value.WriteElement(writer, valueName, entry);
            writer.WriteEndElement();
        }
    }

    protected void ReadEntry(XElement entry, Dictionary<string, T> map)
    {
        var key = entry.Elements().First(e => e.Name.LocalName == keyName).Value;
        map[key] = value.ReadXml(entry.Elements().First(e => e.Name.LocalName == valueName));
    }
}
