using System.Text.RegularExpressions;

namespace Onair.Tests.Unit.Docs;

/// <summary>docs/architecture.md, which leads newcomers from file to file.</summary>
public sealed partial class ArchitecturePageTests
{
    private static readonly string[] Folders = ["connector", "emulator", "gateway", "lib", "onair", "operator", "splitter", "tests", "webhook"];

    [Fact]
    public void Every_file_that_the_page_names_exists()
    {
        var files = Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => $"/{Path.GetRelativePath(Checkout.Root, file)}").ToList();

        var named = FileName().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "docs/architecture.md"))).Select(match => match.Groups[1].Value).Distinct().ToList();

        named.Count.ShouldBeGreaterThan(80);
        named.Where(name => !files.Exists(file => file.EndsWith($"/{name}", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [GeneratedRegex("`([A-Za-z./]+\\.cs)`")]
    private static partial Regex FileName();
}
