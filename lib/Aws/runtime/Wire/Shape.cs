using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime.Internal.Transform;

namespace Onair.Aws.Wire;

/// <summary>A structure's wire form: its members in the model's order. Generated code declares these and nothing else.</summary>
/// <param name="create">Makes an empty instance; null for errors, which are made from the response's message and code.</param>
internal sealed class Shape<T>(Func<T>? create)
    where T : class
{
    private readonly List<Member> _members = [];
    private Dictionary<string, Member>? _body;

    public IReadOnlyList<Member> Members => _members;

    public bool HasBody => _members.Exists(m => m.Location == MemberLocation.Body);

    public Member? Payload => _members.Find(m => m.Location == MemberLocation.Payload);

    // AWS's services sometimes differ from their models in the case of names, and AWS's SDKs accept that.
    private Dictionary<string, Member> Body =>
        _body ??= _members.Where(m => m.Location == MemberLocation.Body).ToDictionary(m => m.WireName, StringComparer.OrdinalIgnoreCase);

    public Shape<T> Add<TValue>(
        string name,
        string wireName,
        Codec<TValue> codec,
        Func<T, TValue?> get,
        Action<T, TValue> set,
        MemberLocation location = MemberLocation.Body,
        bool isToken = false)
    {
        _members.Add(new Member<T, TValue>(name, wireName, codec, get, set, location, isToken));
        return this;
    }

    public T New() => create!();

    public void WriteJson(Utf8JsonWriter writer, T value)
    {
        writer.WriteStartObject();
        foreach (var member in Body.Values.Where(m => m.IsToken || m.IsSet(value)))
        {
            writer.WritePropertyName(member.WireName);
            if (member.IsSet(value)) member.WriteJson(writer, value);
            else writer.WriteStringValue(Guid.NewGuid().ToString());
        }
        writer.WriteEndObject();
    }

    public T ReadJson(JsonElement element) => ReadJson(element, New());

    public T ReadJson(JsonElement element, T value)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null && Body.TryGetValue(property.Name, out var member)) member.ReadJson(value, property.Value);
        }
        return value;
    }

    public void WriteXml(XmlWriter writer, T value)
    {
        foreach (var member in Body.Values.Where(m => m.IsToken || m.IsSet(value)))
        {
            if (member.IsSet(value)) member.WriteElement(writer, value);
            else writer.WriteElementString(member.WireName, Guid.NewGuid().ToString());
        }
    }

    public T ReadXml(XElement element) => ReadXml(element, New());

    public T ReadXml(XElement element, T value)
    {
        foreach (var child in element.Elements())
        {
            if (Body.TryGetValue(child.Name.LocalName, out var member)) member.ReadElement(value, child);
        }
        return value;
    }

    /// <summary>Reads the members outside the body.</summary>
    public void ReadHead(IWebResponseData response, T value)
    {
        foreach (var member in _members)
        {
            if (member.Location == MemberLocation.StatusCode)
                member.FromText(value, ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
            else if (member.Location == MemberLocation.Header && response.IsHeaderPresent(member.WireName))
                member.FromText(value, response.GetHeaderValue(member.WireName));
        }
    }
}
