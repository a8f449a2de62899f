using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Onair.Aws.Wire;

/// <summary>Reads and writes one type in both REST protocols; <typeparamref name="T"/> is the property's type.</summary>
internal abstract class Codec<T>
{
    public abstract void WriteJson(Utf8JsonWriter writer, T value);

    public abstract T ReadJson(JsonElement element);

    /// <summary>Writes the content of an element; <see cref="WriteElement"/> writes the element around it.</summary>
    public abstract void WriteXml(XmlWriter writer, T value);

    public abstract T ReadXml(XElement element);

    /// <summary>Writes the value as the member <paramref name="name"/>: one element, unless the type is flattened.</summary>
    public virtual void WriteElement(XmlWriter writer, string name, T value)
    {
        writer.WriteStartElement(name);
        WriteXml(writer, value);
        writer.WriteEndElement();
    }

    /// <summary>Reads one element of a member; <paramref name="previous"/> is what earlier elements of the same name made.</summary>
    public virtual T ReadElement(XElement element, T? previous) => ReadXml(element);

    /// <summary>The form in a URI, query string or header.</summary>
    public virtual string Text(T value) => throw new NotSupportedException($"{typeof(T)} has no text form.");

    public virtual T FromText(string text) => throw new NotSupportedException($"{typeof(T)} has no text form.");

    /// <summary>The values of a query parameter: a list repeats it.</summary>
    public virtual IEnumerable<string> QueryValues(T value) => [Text(value)];
}
