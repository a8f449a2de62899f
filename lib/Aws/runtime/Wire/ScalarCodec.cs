using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Onair.Aws.Wire;

/// <summary>A type whose XML, URI, query and header forms are the same text.</summary>
internal sealed class ScalarCodec<T>(Func<T, string> text, Func<string, T> parse, Action<Utf8JsonWriter, T> writeJson, Func<JsonElement, T> readJson)
    : Codec<T>
{
    public override void WriteJson(Utf8JsonWriter writer, T value) => writeJson(writer, value);

    public override T ReadJson(JsonElement element) => readJson(element);

    public override void WriteXml(XmlWriter writer, T value) => writer.WriteString(text(value));

    public override T ReadXml(XElement element) => parse(element.Value);

    public override string Text(T value) => text(value);

    public override T FromText(string value) => parse(value);
}
