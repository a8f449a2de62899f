using System.Text.Json.Nodes;
using Onair.Signaling.Accounting;
using Onair.Signaling.Rest;
using Onair.Signaling.Scripts;
using Onair.Signaling.State;

namespace Onair.Tests.Unit.Signaling;

public sealed class ReportTests
{
    [Fact]
    public void Writes_csv_that_spreadsheets_read_as_text()
    {
        var row = new AccountingRow("viewing", "b", "=1+1", "v", "a\"b,c", "i", new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero), 61.5, false);

        Report.Csv([row]).ShouldBe($"{Report.CsvHeader}\r\nviewing,b,'=1+1,v,\"a\"\"b,c\",i,2026-01-01T12:00:00.000Z,61.5,false\r\n");
    }

    [Fact]
    public void Describes_the_api() => JsonNode.Parse(OpenApi.Document)!["paths"]!.AsObject().Select(path => path.Key).ShouldBe(
    [
        "/v1/sites/{ns}/{name}/users/{user}", "/v1/sites/{ns}/{name}/broadcasts", "/v1/sites/{ns}/{name}/broadcasts/{id}", "/v1/sites/{ns}/{name}/accounting",
    ]);

    [Fact]
    public void Contains_the_script_and_the_integrity_that_was_published_with_it()
    {
        var newest = new EmbedFiles().Newest.ShouldNotBeNull();

        newest.Integrity.ShouldBe(File.ReadAllText(Path.Combine(Checkout.Root, "signaling", "embed", "dist", newest.Version, "embed.js.sri")).Trim());
    }

    [Fact]
    public void Numbers_migrations_without_gaps() => Migrator.All.Select(m => m.Number).ShouldBe(Enumerable.Range(1, Migrator.All.Count));
}
