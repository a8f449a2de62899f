using System.Text.RegularExpressions;
using Onair.Tests.Unit.Structure;

namespace Onair.Tests.Unit.Docs;

/// <summary>docs/glossary.md, whose terms are those of the code.</summary>
public sealed partial class GlossaryTests
{
    [Fact]
    public void Every_name_that_the_page_takes_from_the_code_is_there()
    {
        var code = SourceFile.Projects.SelectMany(SourceFile.Of).SelectMany(file => Word().Matches(file.Code).Select(match => match.Value)).ToHashSet(StringComparer.Ordinal);
        var rows = File.ReadLines(Path.Combine(Checkout.Root, "docs/glossary.md")).Where(line => line.StartsWith('|')).Select(line => line.Split('|')[3]);

        var named = rows.SelectMany(cell => Name().Matches(cell).Select(match => match.Groups[1].Value)).Distinct().ToList();

        named.Count.ShouldBeGreaterThan(15);
        named.Where(name => !code.Contains(name)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    // Names of types alone: paths and fields of specs have other signs, or begin with a small letter.
    [GeneratedRegex("`([A-Z][A-Za-z]+)`")]
    private static partial Regex Name();
}
