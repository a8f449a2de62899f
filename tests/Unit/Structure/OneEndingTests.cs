using System.Text.RegularExpressions;

namespace Onair.Tests.Unit.Structure;

/// <summary>Ready, Reconciling and Stalled mean the same for all kinds, because one file writes them.</summary>
public sealed partial class OneEndingTests
{
    [Fact]
    public void The_conditions_that_every_kind_has_are_written_in_one_place() =>
        SourceFile.Of("operator").Where(f => Written().IsMatch(f.Code)).Select(f => f.Path).ShouldBe(["Reconciliation/EndConditions.cs"]);

    [GeneratedRegex(@"\.Set\(\s*ConditionTypes\.(Ready|Reconciling|Stalled)\b|Type = ConditionTypes\.(Ready|Reconciling|Stalled)\b")]
    private static partial Regex Written();
}
