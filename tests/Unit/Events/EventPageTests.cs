using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onair.CrdGenerator.Events;
using Onair.Events;
using Onair.Events.Data;

namespace Onair.Tests.Unit.Events;

/// <summary>What the authors of receivers read.</summary>
public sealed partial class EventPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "events.md"));

    [Fact]
    public void The_schemas_are_current()
    {
        var folder = Path.Combine(Checkout.Root, "docs", "schemas");
        var generated = SchemaFiles.Generate();

        Directory.GetFiles(folder).Select(Path.GetFileName).ShouldBe(generated.Keys, ignoreOrder: true);
        foreach (var (file, text) in generated) File.ReadAllText(Path.Combine(folder, file)).ShouldBe(text, $"{file}: ./dev gen");
    }

    [Fact]
    public void The_tables_are_current() => EventPage.WithTables(Page).ShouldBe(Page, "docs/events.md: ./dev gen");

    [Fact]
    public void A_table_that_is_missing_is_told() =>
        Should.Throw<NotSupportedException>(() => EventPage.WithTables("<!-- begin types -->\n<!-- end types -->")).Message.ShouldContain("fields of livestream");

    [Fact]
    public void Every_type_of_event_is_of_a_kind_that_has_a_schema()
    {
        EventTypes.All.Select(EventSchemas.Kind).Distinct().ShouldBe(EventKindRegistry.All.Select(kind => kind.Name), ignoreOrder: true);
        EventTypes.All.ShouldAllBe(type => Page.Contains($"`{type}`"));
    }

    public static TheoryData<string> ExampleTypes => [.. PageExamples().Keys];

    [Theory]
    [MemberData(nameof(ExampleTypes))]
    public void The_examples_are_what_is_sent(string type)
    {
        var example = PageExamples()[type];

        example.ToJsonString().ShouldBe(JsonNode.Parse(SampleEvents.Of(type).Data)!.ToJsonString());
        JsonSerializer.Serialize(example).Length.ShouldBeLessThan(EventData.MaxBytes);
    }

    // By the type of the event that each is the data of.
    private static Dictionary<string, JsonNode> PageExamples() => Examples().Matches(Page).Select(match => JsonNode.Parse(match.Groups[1].Value)!)
        .ToDictionary(data => $"{EventTypes.Prefix}{((string)data["resource"]!["kind"]!).ToLowerInvariant()}.{data["transition"]}");

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}
