using System.Text.RegularExpressions;
using Onair.CrdGenerator.OpenApi;
using Onair.CrdGenerator.Reference;

namespace Onair.Tests.Unit.Api;

public sealed partial class CommittedReferenceTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "docs", "api");

    private static SortedDictionary<string, string> Pages { get; } = ReferencePages.Generate();

    [Fact]
    public void The_committed_reference_is_what_the_types_say()
    {
        foreach (var (name, text) in Pages)
            File.ReadAllText(Path.Combine(Folder, name)).ShouldBe(text, $"docs/api/{name} is out of date: run ./dev gen");
    }

    [Fact]
    public void No_page_is_left_over_from_a_type_that_is_gone() =>
        Directory.GetFiles(Folder).Select(Path.GetFileName).ShouldBe([.. Pages.Keys, StreamApiDocument.FileName], ignoreOrder: true, "run ./dev gen");

    [Fact]
    public void Every_link_leads_to_one_heading()
    {
        foreach (var (name, text) in Pages)
        {
            foreach (Match link in Links().Matches(text))
            {
                var page = link.Groups[1].Value is { Length: > 0 } other ? Pages[other] : text;
                if (link.Groups[2].Value is not { Length: > 0 } anchor) continue;
                Headings().Matches(page).Count(heading => Markdown.Anchor(heading.Groups[1].Value) == anchor).ShouldBe(1, $"{name}: {link.Value}");
            }
        }
    }

    [Fact]
    public void Every_kind_shows_the_least_that_is_accepted()
    {
        foreach (var (name, text) in Pages.Where(page => page.Key != "README.md"))
            text.ShouldContain("```yaml\napiVersion: onair.dev/v1alpha1\n", Case.Sensitive, $"{name}: give each required field an example, e.g. <c>value</c>");
    }

    [GeneratedRegex(@"\]\(([a-zA-Z.]*)(?:#([a-z0-9-]+))?\)")]
    private static partial Regex Links();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();
}
