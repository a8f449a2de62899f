using Onair.Api;

namespace Onair.CrdGenerator.Reference;

/// <summary>The reference of the API, in Markdown: an index and a page for each kind.</summary>
public static class ReferencePages
{
    private const string Index = """
        <!-- Generated from lib/Api/ by ./dev gen. -->
        # API reference

        The kinds of the group `{0}`, version `{1}`. The same texts are in the cluster: `kubectl explain livestream.spec --recursive`.

        {2}
        A field that is neither required nor has a default says what its absence means. Where `null` is given, the field counts as
        absent.

        ## Formats

        Strings that several fields share:

        {3}
        """;

    /// <summary>The text of each page by file name, in ordinal order.</summary>
    /// <exception cref="NotSupportedException">A type lacks documentation or has a member that a schema cannot express.</exception>
    public static SortedDictionary<string, string> Generate()
    {
        var documentation = Documentation.Of(typeof(Group).Assembly);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var kinds = new List<string[]>();
        foreach (var (kind, definition) in CustomResources.Definitions(documentation))
        {
            var file = $"{kind.Kind.ToLowerInvariant()}.md";
            files[file] = new KindPage(kind, definition, documentation).Text();
            kinds.Add([$"[{kind.Kind}]({file})", Markdown.Code(kind.ShortName), documentation.Markdown(CustomResources.SpecOf(kind))]);
        }

        files["README.md"] = Index
            .Replace("{0}", Group.Name, StringComparison.Ordinal).Replace("{1}", Group.Version, StringComparison.Ordinal)
            .Replace("{2}", Markdown.Table(["Kind", "Short name", "Is"], kinds), StringComparison.Ordinal)
            .Replace("{3}", Formats.Table(documentation), StringComparison.Ordinal);
        documentation.ThrowIfAnyIsMissing();
        return files;
    }
}
