using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Onair.Emulator.Protocol;

/// <summary>
/// Translates restXml bodies to the documents the emulator works on and back, by shape. Elements that do not fit the shape are
/// kept under their XML name or as text, so that the validator reports them.
/// </summary>
internal sealed class XmlDocuments(WireModel model)
{
    /// <summary>The document in an element.</summary>
    public JsonNode Read(XElement element, Shape shape)
    {
        switch (shape.Type)
        {
            case "structure":
                var structure = new JsonObject();
                foreach (var child in element.Elements())
                {
                    structure[child.Name.LocalName] = shape.MemberNamed(child.Name.LocalName) is { } member
                        ? Read(child, model.Shape(member.Shape))
                        : child.Value;
                }

                return structure;
            case "list":
                return new JsonArray([.. element.Elements().Select(e => Read(e, model.Shape(shape.Element!.Shape)))]);
            default:
                return Scalar(element.Value, shape);
        }
    }

    /// <summary>Parses a text from XML, path, query or header; returns the text itself when it is not a value of the type.</summary>
    public static JsonNode Scalar(string text, Shape shape) => shape.Type switch
    {
        "integer" or "long" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        "double" or "float" when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        "boolean" when bool.TryParse(text, out var flag) => flag,
        _ => text,
    };

    /// <summary>The element for a document.</summary>
    public XElement Write(XName name, JsonNode document, Shape shape)
    {
        var element = new XElement(name);
        switch (document)
        {
            case JsonObject structure:
                foreach (var member in shape.Members.Where(m => structure[m.WireName] is not null))
                    element.Add(Write(name.Namespace + member.WireName, structure[member.WireName]!, model.Shape(member.Shape)));
                break;
            case JsonArray list:
                foreach (var item in list.OfType<JsonNode>())
                    element.Add(Write(name.Namespace + shape.Element!.WireName, item, model.Shape(shape.Element.Shape)));
                break;
            default:
                element.Value = document.GetValueKind() == JsonValueKind.String ? document.GetValue<string>() : document.ToJsonString();
                break;
        }

        return element;
    }
}
