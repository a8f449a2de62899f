using System.Text;
using Onair.Api;
using Onair.Api.Common;

namespace Onair.Tests.Unit.Docs.Readiness;

/// <summary>
/// Ready against what the viewer, the encoder or the receiver gets, for every kind in nine broken situations. docs/readiness.md has the table;
/// ONAIR_REWRITE=1 in the environment rewrites it.
/// </summary>
public sealed class ReadinessTests
{
    private static readonly string Page = Path.Combine(Checkout.Root, "docs", "readiness.md");

    // A kind adds a row here, and a case for each situation that it can be in.
    private static readonly Dictionary<string, IReadOnlyDictionary<Situation, ReadinessCase>> Rows = new(StringComparer.Ordinal)
    {
        ["LiveStream"] = LiveStreamReadiness.Cases,
        ["IvsChannel"] = IvsChannelReadiness.Cases,
        ["HlsBroadcast"] = HlsBroadcastReadiness.Cases,
        ["VideoAsset"] = VideoAssetReadiness.Cases,
        ["ArchiveSplit"] = ArchiveSplitReadiness.Cases,
        ["Connector"] = ConnectorReadiness.Cases,
        ["BroadcastSite"] = BroadcastSiteReadiness.Cases,
        ["EventSink"] = EventSinkReadiness.Cases,
        ["MediaProvider"] = MediaProviderReadiness.Cases,
    };

    [Fact]
    public void Every_kind_has_a_row() => Rows.Keys.ShouldBe(OnairResources.Kinds.Select(k => k.Kind), ignoreOrder: true);

    [Fact]
    public void No_kind_says_that_all_is_well_when_viewers_or_receivers_get_nothing() => Each
        .Where(c => !c.Case.Works && c.Case.Doubt is null)
        .Select(c => $"{c.Kind}, {c.Situation}: {c.Case.Truth}, but {c.Case.Ready.Message}").ShouldBeEmpty();

    [Fact]
    public void No_kind_asks_for_help_and_calls_itself_ready() =>
        Each.Where(c => c.Case.IsStalled && c.Case.Ready.Status == ConditionStatus.True).Select(c => $"{c.Kind}, {c.Situation}").ShouldBeEmpty();

    [Fact]
    public async Task The_page_has_what_the_product_says()
    {
        var text = Text();
        if (Environment.GetEnvironmentVariable("ONAIR_REWRITE") == "1") await File.WriteAllTextAsync(Page, text);
        else text.Split('\n').ShouldBe((await File.ReadAllTextAsync(Page)).Split('\n'), "docs/readiness.md says something else; ONAIR_REWRITE=1 rewrites it");
    }

    private static IEnumerable<(string Kind, Situation Situation, ReadinessCase Case)> Each => Rows.SelectMany(r => r.Value.Select(c => (r.Key, c.Key, c.Value)));

    private static string Text()
    {
        var text = new StringBuilder("""
            # Ready and the truth

            What each kind says in nine broken situations, beside what viewers, encoders or receivers get. `ReadinessTests` makes this page from the
            decisions of the operator, and fails when a kind says that all is well while somebody gets nothing. "–": the situation does not concern the kind.

            | Kind | Wrong token | Wrong origin | Missing Secret | Unlabeled Secret | No route | Pod unschedulable | Quota | Encoder away | Provider away |
            |---|---|---|---|---|---|---|---|---|---|

            """);
        foreach (var (kind, cases) in Rows)
            text.Append($"| {kind} | ").AppendJoin(" | ", Enum.GetValues<Situation>().Select(s => cases.TryGetValue(s, out var found) ? Cell(found) : "–")).Append(" |\n");
        text.Append("""

            A cell is the status and reason of `Ready`, or, where `Ready` is True, of the condition that says what does not work. **S**: `Stalled`, somebody has to act.

            """);
        foreach (var (kind, cases) in Rows)
        {
            text.Append($"\n## {kind}\n\n| Broken | In truth | Conditions | Message |\n|---|---|---|---|\n");
            foreach (var (_, found) in cases.OrderBy(c => c.Key))
                text.Append($"| {found.What} | {found.Truth} | {string.Join(", ", Said(found).Select(c => $"`{c.Type}={c.Status}` {c.Reason}"))}{(found.IsStalled ? ", `Stalled=True`" : "")} | {Escaped((found.Doubt ?? found.Ready).Message)} |\n");
        }
        return text.ToString();
    }

    private static string Cell(ReadinessCase found)
    {
        var said = found.Doubt ?? found.Ready;
        return $"{(said.Type == ConditionTypes.Ready ? "" : $"{said.Type} ")}{said.Status} {said.Reason}{(found.IsStalled ? " **S**" : "")}";
    }

    private static IEnumerable<Condition> Said(ReadinessCase found) => [found.Ready, .. found.Others];

    private static string Escaped(string message) => message.Replace("|", "\\|", StringComparison.Ordinal);
}
