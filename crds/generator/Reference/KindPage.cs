using System.Text;
using System.Text.Json.Nodes;
using Onair.Api;

namespace Onair.CrdGenerator.Reference;

/// <summary>The page of one kind.</summary>
internal sealed class KindPage(KindDefinition kind, JsonObject definition, Documentation documentation)
{
    private readonly JsonObject _version = (JsonObject)definition["spec"]!["versions"]![0]!;
    private readonly FieldTable _table = new(documentation);

    public string Text()
    {
        var (declared, observed) = (Section("spec", CustomResources.SpecOf(kind)), Section("status", CustomResources.StatusOf(kind)));
        var page = new StringBuilder($"<!-- Generated from lib/Api/ by ./dev gen. -->\n# {kind.Kind}\n\n{documentation.Markdown(declared.Type)}\n\n");
        page.Append("On this page: [spec](#spec) · [rules](#rules) · [status](#status)\n\n").Append(Facts());
        if (new Example(documentation).Of(kind.Kind, declared) is { } example)
            page.Append($"\nA small one; everything else has defaults:\n\n```yaml\n{example}```\n");
        page.Append($"\n## Columns\n\nOf `kubectl get {kind.Plural}`:\n\n").Append(Columns());
        foreach (var section in declared.WithNested()) page.Append(Heading(section)).Append(_table.Declared(section));
        page.Append("\n## Rules\n\nBeyond what the types above say. ")
            .Append("The admission webhook refuses what breaks one; without it the operator does nothing but say so in the conditions.\n\n")
            .Append(Markdown.Table(["Field", "Rule"], kind.Rules.Select(rule => new[] { Markdown.Code(rule.Field), rule.Description })));
        foreach (var section in observed.WithNested()) page.Append(Heading(section)).Append(_table.Observed(section));
        return page.ToString();
    }

    private Section Section(string name, Type type) =>
        new(name, type, (JsonObject)_version["schema"]!["openAPIV3Schema"]!["properties"]![name]!);

    private string Heading(Section section) => section.Path switch
    {
        "spec" => "\n## spec\n\n",
        "status" => $"\n## status\n\n{documentation.Markdown(section.Type)} A field is absent until its value is known.\n\n",
        var path => $"\n### {path}\n\n{documentation.Markdown(section.Type)}\n\n",
    };

    private string Facts() => Markdown.Table(
        ["", ""],
        [
            ["API version", Markdown.Code($"{Group.Name}/{Group.Version}")],
            ["Kind", Markdown.Code(kind.Kind)],
            ["Names for kubectl", $"{Markdown.Code(kind.Plural)}, {Markdown.Code(kind.ShortName)}; with the others in {Markdown.Code("onair")}"],
            ["Scope", kind.Scope == KindScope.Cluster ? "Cluster" : "Namespaced"],
        ]);

    private string Columns() => Markdown.Table(
        ["Column", "Shows", "With"],
        _version["additionalPrinterColumns"]!.AsArray().Select(column => new[]
        {
            (string)column!["name"]!, Markdown.Code((string)column["jsonPath"]!), column["priority"] is null ? "" : Markdown.Code("-o wide"),
        }));
}
