using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onair.Tests.Manifests;

namespace Onair.Tests.Unit.Docs;

/// <summary>A YAML document of the documentation or of the examples.</summary>
/// <param name="Page">The file, from the root of the repository.</param>
/// <param name="Line">Where the block begins.</param>
/// <param name="Yaml">What it says.</param>
internal sealed partial record DocumentedYaml(string Page, int Line, JsonObject Yaml)
{
    // Tags such as !Ref are CloudFormation's, and no JSON.
    private const string CloudFormation = "AWSTemplateFormatVersion";

    /// <summary>Every YAML block of README.md and of the pages below docs/, each document of it.</summary>
    public static IReadOnlyList<DocumentedYaml> OfPages { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Checkout.Root, "README.md"))
            .Order(StringComparer.Ordinal).SelectMany(OfPage),
    ];

    /// <summary>Every document of the files below examples/.</summary>
    public static IReadOnlyList<DocumentedYaml> OfExamples { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "examples"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .SelectMany(file => YamlJson.ReadAll(File.ReadAllText(file)).Select(yaml => new DocumentedYaml(Path.GetRelativePath(Checkout.Root, file), 1, yaml))),
    ];

    /// <summary>The kind if it is a whole object of ours; else null.</summary>
    public string? Kind => ((string?)Yaml["apiVersion"])?.StartsWith("onair.dev/", StringComparison.Ordinal) == true ? (string)Yaml["kind"]! : null;

    /// <summary>A whole object of another API.</summary>
    public bool IsForeign => Kind is null && (Yaml.ContainsKey("apiVersion") || Yaml.ContainsKey(CloudFormation));

    public override string ToString() => $"{Page}:{Line}";

    private static IEnumerable<DocumentedYaml> OfPage(string file)
    {
        var text = File.ReadAllText(file);
        foreach (Match block in Block().Matches(text))
        {
            var (info, body) = (block.Groups["info"].Value, block.Groups["body"].Value);
            // A block that forgot its language is a manifest, too.
            if (info is not ("yaml" or "yml") && !body.Contains("apiVersion:", StringComparison.Ordinal)) continue;
            var (page, line) = (Path.GetRelativePath(Checkout.Root, file), text[..block.Index].Count(c => c == '\n') + 1);
            IEnumerable<JsonObject> documents = body.Contains(CloudFormation, StringComparison.Ordinal) ? [new() { [CloudFormation] = "2010-09-09" }] : YamlJson.ReadAll(body);
            foreach (var yaml in documents) yield return new(page, line, yaml);
        }
    }

    [GeneratedRegex("^(?<indent> *)```(?<info>[a-z]*)\n(?<body>.*?)^\\k<indent>``` *$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
