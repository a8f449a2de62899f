using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Onair.Aws.Wire;

/// <summary>A structure inside another; the shape is resolved lazily because shapes may refer to themselves.</summary>
internal sealed class StructureCodec<T>(Func<Shape<T>> shape) : Codec<T>
    where T : class
{
    public override void WriteJson(Utf8JsonWriter writer, T value) => shape().WriteJson(writer, value);

    public override T ReadJson(JsonElement element) => shape().ReadJson(element);

    public override void WriteXml(XmlWriter writer, T value) => shape().WriteXml(writer, value);

    public override T ReadXml(XElement element) => shape().ReadXml(element);
}
