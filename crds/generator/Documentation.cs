using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Onair.CrdGenerator;

/// <summary>The summaries in an assembly's XML documentation file, as plain text.</summary>
internal sealed partial class Documentation(IReadOnlyDictionary<string, XElement> members)
{
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    public static Documentation Of(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        if (!File.Exists(file)) throw new NotSupportedException($"{file} is missing: build with GenerateDocumentationFile.");
        return new(XDocument.Load(file).Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal));
    }

    public string Summary(Type type) => Summary($"T:{type.FullName}");

    public string Summary(PropertyInfo property) => Summary($"P:{property.DeclaringType!.FullName}.{property.Name}");

    public string Summary(FieldInfo enumMember) => Summary($"F:{enumMember.DeclaringType!.FullName}.{enumMember.Name}");

    /// <summary>Tells all missing summaries at once.</summary>
    public void ThrowIfAnyIsMissing()
    {
        if (_missing.Count > 0)
            throw new NotSupportedException($"Without <summary>, which the CRDs need: {string.Join(", ", _missing)}");
    }

    private string Summary(string id)
    {
        var text = members.GetValueOrDefault(id)?.Element("summary") is { } summary ? PlainText(summary) : "";
        if (text.Length == 0) _missing.Add(id);
        return text;
    }

    private static string PlainText(XElement element) =>
        WhiteSpace().Replace(string.Concat(element.Nodes().Select(PlainText)), " ").Trim();

    private static string PlainText(XNode node) => node switch
    {
        XText text => text.Value,
        XElement reference when reference.Attribute("cref") is { } target => target.Value.Split('.', ':')[^1],
        XElement keyword when keyword.Attribute("langword") is { } word => word.Value,
        XElement { Name.LocalName: "para" } paragraph => $" {PlainText(paragraph)} ",
        XElement nested => PlainText(nested),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
