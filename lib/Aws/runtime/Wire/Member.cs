using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Onair.Aws.Wire;

/// <summary>
/// One member of a structure, independent of its type and its owner's: collections of a generic type would exist in native code once for each of
/// the thousand structures, which was half of the program's data.
/// </summary>
/// <param name="name">The .NET property.</param>
/// <param name="wireName">The name on the wire.</param>
/// <param name="location">Where it travels.</param>
/// <param name="isToken">An idempotency token: sent even when the caller sets none.</param>
internal abstract class Member(string name, string wireName, MemberLocation location, bool isToken)
{
    public string Name => name;

    public string WireName => wireName;

    public MemberLocation Location => location;

    public bool IsToken => isToken;

    public abstract bool IsSet(object owner);

    public abstract string Text(object owner);

    public abstract IEnumerable<string> QueryValues(object owner);

    public abstract void FromText(object owner, string text);

    public abstract void WriteJson(Utf8JsonWriter writer, object owner);

    public abstract void ReadJson(object owner, JsonElement element);

    /// <summary>Writes the member with its element, or elements when it is flattened.</summary>
    public abstract void WriteElement(XmlWriter writer, object owner);

    /// <summary>Writes the content alone.</summary>
    public abstract void WriteXml(XmlWriter writer, object owner);

    public abstract void ReadElement(object owner, XElement element);
}

/// <inheritdoc/>
internal sealed class Member<TOwner, T>(
    string name, string wireName, Codec<T> codec, Func<TOwner, T?> get, Action<TOwner, T> set, MemberLocation location, bool isToken)
    : Member(name, wireName, location, isToken)
    where TOwner : class
{
    public override bool IsSet(object owner) => get((TOwner)owner) is not null;

    public override string Text(object owner) => codec.Text(get((TOwner)owner)!);

    public override IEnumerable<string> QueryValues(object owner) => codec.QueryValues(get((TOwner)owner)!);

    public override void FromText(object owner, string text) => set((TOwner)owner, codec.FromText(text));

    public override void WriteJson(Utf8JsonWriter writer, object owner) => codec.WriteJson(writer, get((TOwner)owner)!);

    public override void ReadJson(object owner, JsonElement element) => set((TOwner)owner, codec.ReadJson(element));

    public override void WriteElement(XmlWriter writer, object owner) => codec.WriteElement(writer, WireName, get((TOwner)owner)!);

    public override void WriteXml(XmlWriter writer, object owner) => codec.WriteXml(writer, get((TOwner)owner)!);

    public override void ReadElement(object owner, XElement element) => set((TOwner)owner, codec.ReadElement(element, get((TOwner)owner)));
}
