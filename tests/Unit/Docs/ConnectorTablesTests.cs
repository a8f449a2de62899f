using Onair.Tests.Bench.Connectors;

namespace Onair.Tests.Unit.Docs;

public sealed class ConnectorTablesTests
{
    private const string Page = "# Page\n\n<!-- begin measured by ./dev bench connectors -->\nold\n<!-- end measured -->\n\nThe rest.\n";

    private const string Machine = "\"at\":\"2026-01-02T03:04:05Z\",\"cores\":2,\"load\":1.5";

    private const string Kill = "{\"kind\":\"kill\",\"name\":\"encoder\",\"back\":2.04,\"seen\":7.5,\"gap\":0.61,\"samePush\":true,\"alerts\":0," + Machine + "}";

    private static readonly string[] Lines =
    [
        "{\"kind\":\"soak\",\"name\":\"1280x720\",\"minutes\":20,\"firstMinute\":-0.026,\"lastMinute\":0.012,\"drift\":0.021,\"framesOut\":0.9998,\"gap\":0.034,\"processor\":0.95,\"memoryFirst\":1400.4,\"memoryLast\":1500,"
            + Machine + "}",
        "{\"kind\":\"latency\",\"name\":\"IVS\",\"push\":12,\"first\":25.1,\"p50\":4,\"p95\":5.4," + Machine + "}",
        "{\"kind\":\"latency\",\"name\":\"MediaLive\",\"push\":11,\"first\":19,\"p50\":4.8,\"p95\":5.2," + Machine + "}",
        Kill,
    ];

    [Fact]
    public void Figures_become_tables_between_the_markers()
    {
        var page = ConnectorTables.Put(ConnectorFigures.ReadLines(Lines), Page);

        page.ShouldStartWith("# Page\n\n<!-- begin measured by ./dev bench connectors -->\nA meeting");
        page.ShouldEndWith("|\n<!-- end measured -->\n\nThe rest.\n");
        page.ShouldNotContain("old");
        page.ShouldContain("on 2 cores with a load average of 1.5 to 1.5, 2026-01-02");
        page.ShouldContain("| | Through MediaLive | Through IVS | Goal |\n|---|---|---|---|\n");
        page.ShouldContain("| from the meeting to the viewer, p95 | 5.2 s | 5.4 s | under 30 s, 8 s |\n");
        page.ShouldContain("| encoder | 2.0 s | 7.5 s | 0.6 s | goes on |\n");
        page.ShouldContain("median of the first minute | -26 ms | ");
        page.ShouldContain("| frames that were pushed, of those expected | 99.98");
        page.ShouldContain("counted for each | 1400 MB, 1500 MB | |\n");
        ConnectorTables.Missed(ConnectorFigures.ReadLines(Lines)).ShouldBeEmpty();
    }

    [Fact]
    public void A_second_run_of_the_tables_changes_nothing()
    {
        var figures = ConnectorFigures.ReadLines(Lines);
        var once = ConnectorTables.Put(figures, Page);

        ConnectorTables.Put(ConnectorFigures.Read(figures.Write()), once).ShouldBe(once);
    }

    [Fact]
    public void Figures_that_were_not_measured_are_left_out()
    {
        var page = ConnectorTables.Put(ConnectorFigures.ReadLines([Kill]), Page);

        page.ShouldContain("| encoder |");
        page.ShouldNotContain("Through IVS");
        page.ShouldNotContain("first minute");
    }

    [Fact]
    public void The_last_run_of_a_test_counts_and_what_it_did_not_measure_keeps_its_figures()
    {
        var former = ConnectorFigures.ReadLines(Lines);
        var again = ConnectorFigures.ReadLines([Kill.Replace("7.5", "99", StringComparison.Ordinal), Kill.Replace("7.5", "8.8", StringComparison.Ordinal)]);

        var page = ConnectorTables.Put(again.Or(former), Page);

        page.ShouldContain("| encoder | 2.0 s | 8.8 s | 0.6 s | goes on |\n");
        page.ShouldContain("Through IVS");
    }

    [Fact]
    public void A_missed_goal_is_named()
    {
        string[] lines =
        [
            Lines[0].Replace("-0.026", "-0.050", StringComparison.Ordinal).Replace("0.9998", "0.99", StringComparison.Ordinal),
            Lines[1].Replace("5.4", "8.5", StringComparison.Ordinal), Lines[2].Replace("\"first\":19", "\"first\":46", StringComparison.Ordinal),
        ];

        ConnectorTables.Missed(ConnectorFigures.ReadLines(lines)).ShouldBe(
        [
            "the first picture through MediaLive is seen after 46.0 s", "what is seen through IVS is 8.5 s old (p95)",
            "sound and picture are -50 ms apart in the first minute", "99.00 % of the frames are pushed",
        ]);
    }

    [Fact]
    public void A_page_without_the_markers_is_refused() =>
        Should.Throw<InvalidDataException>(() => ConnectorTables.Put(ConnectorFigures.ReadLines(Lines), "# Page\n")).Message.ShouldContain("begin measured");
}
