using Onair.ConnectorPod.Sources;

namespace Onair.Tests.Unit.ConnectorPod.Sources;

public sealed class SourceSelectionTests
{
    public static TheoryData<string, int?, bool[]> Cases => new()
    {
        { "Idle Idle Idle", null, [true, false, false] },
        { "Starting Idle Idle", null, [true, false, false] },
        { "Ready Idle Idle", 0, [true, false, false] },
        { "Failed Idle Idle", null, [true, true, false] },
        { "Failed Ready Idle", 1, [true, true, false] },
        { "Failed Failed Idle", null, [true, true, true] },
        { "Failed Failed Ready", 2, [true, true, true] },
        { "Failed Ready Ready", 1, [true, true, false] },
        { "Ready Ready Ready", 0, [true, false, false] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_first_source_that_is_ready_is_shown_and_a_fallback_runs_while_all_before_it_have_failed(string said, int? shown, bool[] wanted)
    {
        SourceState[] states = [.. said.Split(' ').Select(Enum.Parse<SourceState>)];

        SourceSelection.Shown(states).ShouldBe(shown);
        states.Select((_, i) => SourceSelection.IsWanted(states, i)).ShouldBe(wanted);
    }
}
