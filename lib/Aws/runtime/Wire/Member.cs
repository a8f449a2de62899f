using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Onair.Aws.Wire;

/// <summary>One member of a structure, independent of its type.</summary>
/// <param name="name">The .NET property.</param>
/// <param name="wireName">The name on the wire.</param>
/// <param name="location">Where it travels.</param>
/// <param name="isToken">An idempotency token: sent even when the caller sets none.</param>
internal abstract class Member<TOwner>(string name, string wireName, MemberLocation location, bool isToken)
{
    public string Name => name;

    public string WireName => wireName;

    public MemberLocation Location => location;

    public bool IsToken => isToken;

    public abstract bool IsSet(TOwner owner);

    public abstract string Text(TOwner owner);

    public abstract IEnumerable<string> QueryValues(TOwner owner);

    public abstract void FromText(TOwner owner, string text);

    public abstract void WriteJson(Utf8JsonWriter writer, TOwner owner);

    public abstract void ReadJson(TOwner owner, JsonElement element);

    /// <summary>Writes the member with its element, or elements when it is flattened.</summary>
    public abstract void WriteElement(XmlWriter writer, TOwner owner);

    /// <summary>Writes the content alone.</summary>
    public abstract void WriteXml(XmlWriter writer, TOwner owner);

    public abstract void ReadElement(TOwner owner, XElement element);
}

/// <inheritdoc/>
internal sealed class Member<TOwner, T>(
    string name, string wireName, Codec<T> codec, Func<TOwner, T?> get, Action<TOwner, T> set, MemberLocation location, bool isToken)
    : Member<TOwner>(name, wireName, location, isToken)
{
    public override bool IsSet(TOwner owner) => get(owner) is not null;

    public override string Text(TOwner owner) => codec.Text(get(owner)!);

    public override IEnumerable<string> QueryValues(TOwner owner) => codec.QueryValues(get(owner)!);

    public override void FromText(TOwner owner, string text) => set(owner, codec.FromText(text));

    public override void WriteJson(Utf8JsonWriter writer, TOwner owner) => codec.WriteJson(writer, get(owner)!);

    public override void ReadJson(TOwner owner, JsonElement element) => set(owner, codec.ReadJson(element));

    public override void WriteElement(XmlWriter writer, TOwner owner) => codec.WriteElement(writer, WireName, get(owner)!);

    public override void WriteXml(XmlWriter writer, TOwner owner) => codec.WriteXml(writer, get(owner)!);

    public override void ReadElement(TOwner owner, XElement element) => set(owner, codec.ReadElement(element, get(owner)));
}
