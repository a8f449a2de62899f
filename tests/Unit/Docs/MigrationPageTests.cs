using System.Text;
using System.Text.Json.Nodes;

namespace Onair.Tests.Unit.Docs;

/// <summary>docs/stream-api-migration.md lists every sample of the earlier services and every deliberate difference. ONAIR_REWRITE=1 rewrites both tables.</summary>
public sealed class MigrationPageTests
{
    private const string Begin = "<!-- begin samples -->\n";
    private const string End = "<!-- end samples -->";

    private static readonly string Page = Path.Combine(Checkout.Root, "docs", "stream-api-migration.md");

    [Fact]
    public async Task The_page_lists_every_sample_and_every_difference()
    {
        var text = await File.ReadAllTextAsync(Page);
        var (start, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));

        if (Environment.GetEnvironmentVariable("ONAIR_REWRITE") == "1") await File.WriteAllTextAsync(Page, $"{text[..start]}{Tables()}{text[end..]}");
        else text[start..end].ShouldBe(Tables(), "ONAIR_REWRITE=1 rewrites the tables");
    }

    [Fact]
    public void Each_difference_is_of_a_sample() =>
        ContractSample.Differences.Select(d => d.Sample).Except(ContractSample.Documents.SelectMany(d => ContractSample.Read(d.File)).Select(s => s.Name)).ShouldBeEmpty();

    private static string Tables()
    {
        var text = new StringBuilder("| Document | Sample | Request | Answer | Onair |\n| --- | --- | --- | --- | --- |\n");
        foreach (var (file, title) in ContractSample.Documents)
            foreach (var sample in ContractSample.Read(file))
                text.Append($"| {title} | {Code(sample.Name)} | {Shape(sample.Body)} | {Shape(sample.Answer)} | {Result(sample)} |\n");
        text.Append("\n| Sample | Difference | What Onair does | Why |\n| --- | --- | --- | --- |\n");
        foreach (var d in ContractSample.Differences) text.Append($"| {Code(d.Sample)} | {d.Difference} | {d.Onair} | {d.Reason} |\n");
        return text.ToString();
    }

    private static string Result(ContractSample sample) => ContractSample.Differences.Count(d => d.Sample == sample.Name) switch { 0 => "equal", 1 => "1 difference", var count => $"{count} differences" };

    private static string Code(string name) => name.Contains(' ', StringComparison.Ordinal) && !name.Contains('/', StringComparison.Ordinal) || char.IsUpper(name[0]) && !name.Contains('/', StringComparison.Ordinal) ? name : $"`{name}`";

    private static string Shape(JsonNode? sample) => sample switch
    {
        null => "",
        JsonArray items => $"list of objects, {Members(items[0]!.AsObject())}",
        JsonObject members => Members(members),
        _ => "value",
    };

    private static string Members(JsonObject members) => members.Count == 1 ? "1 member" : $"{members.Count} members";
}
