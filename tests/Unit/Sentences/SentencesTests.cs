using System.Text;

namespace Onair.Tests.Unit.Sentences;

/// <summary>
/// docs/sentences.txt has every sentence that users can see: conditions, events, answers of the webhook and the key server, metrics, log lines. A
/// change of a text shows in it, and ONAIR_REWRITE=1 in the environment rewrites it.
/// </summary>
public sealed class SentencesTests
{
    private static readonly string[] Programs = ["connector", "gateway", "lib", "onair", "operator", "signaling", "splitter", "webhook"];

    // It runs in the build, and writes code.
    private static readonly string Generator = Path.Combine("lib", "Aws", "generator");

    private static readonly string Approved = Path.Combine(Checkout.Root, "docs", "sentences.txt");

    private static readonly Lazy<SortedDictionary<string, SortedSet<string>>> Sentences = new(Read);

    [Fact]
    public async Task Every_sentence_that_users_can_see_is_in_the_approved_file()
    {
        var text = Text();
        if (Environment.GetEnvironmentVariable("ONAIR_REWRITE") == "1") await File.WriteAllTextAsync(Approved, text);
        else text.Split('\n').ShouldBe((await File.ReadAllTextAsync(Approved)).Split('\n'), "docs/sentences.txt has other sentences; ONAIR_REWRITE=1 rewrites it");
    }

    [Fact]
    public void Every_sentence_keeps_the_rules_of_prose() => Sentences.Value.Values.SelectMany(s => s).SelectMany(ProseRules.Broken).Distinct().ShouldBeEmpty();

    [Fact]
    public void No_description_of_a_field_has_a_forbidden_word() =>
        Directory.GetFiles(Path.Combine(Checkout.Root, "docs", "api"), "*.md").SelectMany(File.ReadLines)
            .SelectMany(ProseRules.ForbiddenWords).ShouldBeEmpty();

    private static string Text()
    {
        var text = new StringBuilder("Every sentence that users can see, by folder. Names in braces are filled in. Generated from the sources: ONAIR_REWRITE=1 ./dev test unit\n");
        foreach (var (folder, sentences) in Sentences.Value) text.Append($"\n# {folder}\n\n").AppendJoin('\n', sentences).Append('\n');
        return text.ToString();
    }

    private static SortedDictionary<string, SortedSet<string>> Read()
    {
        var folders = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var file in Programs.SelectMany(Sources))
        {
            var folder = string.Join('/', Path.GetDirectoryName(file)!.Split(Path.DirectorySeparatorChar).Take(2));
            if (!folders.TryGetValue(folder, out var sentences)) folders[folder] = sentences = new(StringComparer.Ordinal);
            sentences.UnionWith(SourceSentences.In(File.ReadAllText(Path.Combine(Checkout.Root, file))));
            if (sentences.Count == 0) folders.Remove(folder);
        }
        return folders;
    }

    private static IEnumerable<string> Sources(string program) =>
        Directory.GetFiles(Path.Combine(Checkout.Root, program), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Checkout.Root, file))
            .Where(file => !file.StartsWith(Generator, StringComparison.Ordinal) && !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));
}
