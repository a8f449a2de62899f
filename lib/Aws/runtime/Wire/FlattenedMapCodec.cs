using System.Xml;
using System.Xml.Linq;

namespace Onair.Aws.Wire;

/// <summary>A restXml map without an element of its own: each pair is an element with the member's name.</summary>
internal sealed class FlattenedMapCodec<T>(Codec<T> value, string keyName, string valueName) : MapCodec<T>(value, keyName, valueName)
{
    public override void WriteElement(XmlWriter writer, string name, Dictionary<string, T> value) => WriteEntries(writer, name, value);

    public override Dictionary<string, T> ReadElement(XElement element, Dictionary<string, T>? previous)
    {
        var map = previous ?? [];
        ReadEntry(element, map);
        return map;
    }
}
