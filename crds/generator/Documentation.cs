using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Onair.CrdGenerator;

/// <summary>The summaries in an assembly's XML documentation file: as plain text for kubectl, as Markdown for the reference.</summary>
internal sealed partial class Documentation(IReadOnlyDictionary<string, XElement> members)
{
    private const string ForExample = "e.g. ";
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    // Types made by source generators exist in several assemblies under the same name.
    public static Documentation Of(params IEnumerable<Assembly> assemblies) => new(assemblies.SelectMany(Members)
        .DistinctBy(Name, StringComparer.Ordinal).ToDictionary(Name, StringComparer.Ordinal));

    public string Summary(MemberInfo member) => Summary(Id(member), PlainText);

    /// <summary>The summary with its code in back quotes.</summary>
    public string Markdown(MemberInfo member) => Summary(Id(member), MarkdownText);

    /// <summary>The example value in the summary, <c>e.g. &lt;c&gt;value&lt;/c&gt;</c>; null without one.</summary>
    public string? Example(MemberInfo member) => members.GetValueOrDefault(Id(member))?.Element("summary")?.Elements("c")
        .FirstOrDefault(code => code.PreviousNode is XText { Value: var before } && $"{before.TrimEnd()} ".EndsWith(ForExample, StringComparison.Ordinal))?.Value;

    /// <summary>Throws with all missing summaries.</summary>
    public void ThrowIfAnyIsMissing()
    {
        if (_missing.Count > 0)
            throw new NotSupportedException($"Without <summary>, which is generated from: {string.Join(", ", _missing)}");
    }

    private static IEnumerable<XElement> Members(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        if (!File.Exists(file)) throw new NotSupportedException($"{file} is missing: build with GenerateDocumentationFile.");
        return XDocument.Load(file).Descendants("member");
    }

    private static string Name(XElement member) => member.Attribute("name")!.Value;

    private static string Id(MemberInfo member) => member switch
    {
        Type type => $"T:{type.FullName}",
        PropertyInfo => $"P:{member.DeclaringType!.FullName}.{member.Name}",
        _ => $"F:{member.DeclaringType!.FullName}.{member.Name}",
    };

    private string Summary(string id, Func<XNode, string> read)
    {
        var text = members.GetValueOrDefault(id)?.Element("summary") is { } summary ? Text(summary, read) : "";
        if (text.Length == 0) _missing.Add(id);
        return text;
    }

    private static string Text(XElement element, Func<XNode, string> read) =>
        WhiteSpace().Replace(string.Concat(element.Nodes().Select(read)), " ").Trim();

    private static string PlainText(XNode node) => node switch
    {
        XText text => text.Value,
        XElement reference when reference.Attribute("cref") is { } target => target.Value.Split('.', ':')[^1],
        XElement keyword when keyword.Attribute("langword") is { } word => word.Value,
        XElement { Name.LocalName: "para" } paragraph => $" {Text(paragraph, PlainText)} ",
        XElement nested => Text(nested, PlainText),
        _ => "",
    };

    private static string MarkdownText(XNode node) => node switch
    {
        XText text => text.Value.Replace("<", "&lt;", StringComparison.Ordinal),
        XElement { Name.LocalName: "para" } paragraph => $" {Text(paragraph, MarkdownText)} ",
        XElement => $"`{PlainText(node)}`",
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
