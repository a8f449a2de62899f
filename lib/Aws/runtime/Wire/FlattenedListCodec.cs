using System.Xml;
using System.Xml.Linq;

namespace Onair.Aws.Wire;

/// <summary>
/// A restXml list without an element of its own: each item is an element with the member's name. The list's item name is not used
/// (Smithy, xmlFlattened trait).
/// </summary>
internal sealed class FlattenedListCodec<T>(Codec<T> item) : ListCodec<T>(item, "member")
{
    public override void WriteElement(XmlWriter writer, string name, List<T> value)
    {
        foreach (var entry in value) Item.WriteElement(writer, name, entry);
    }

    public override List<T> ReadElement(XElement element, List<T>? previous)
    {
        var list = previous ?? [];
        list.Add(Item.ReadXml(element));
        return list;
    }
}
