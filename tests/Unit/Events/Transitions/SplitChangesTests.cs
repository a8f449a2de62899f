using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Events.Transitions;

namespace Onair.Tests.Unit.Events.Transitions;

public sealed class SplitChangesTests
{
    private static readonly SplitSectionStatus First = new() { Position = 0 };

    private static readonly SplitSectionStatus Second = new() { Position = 1 };

    private static readonly ArchiveSplitStatus Accepted = new() { Sections = [First, Second] };

    private static readonly ArchiveSplitStatus Cutting = Accepted with { StartedAt = DateTimeOffset.UnixEpoch, Sections = [First with { State = SplitSectionState.Running }, Second] };

    private static readonly ArchiveSplitStatus Half = Cutting with { Sections = [First with { State = SplitSectionState.Completed, Message = "moved" }, Second] };

    private static readonly ArchiveSplitStatus Both = Half with { Sections = [Half.Sections[0], Second with { State = SplitSectionState.Completed }] };

    private static readonly ArchiveSplitStatus Failed = Half with
    {
        Sections = [Half.Sections[0], Second with { State = SplitSectionState.Failed }],
        Conditions = [Is(ConditionTypes.Stalled, "SectionsFailed", "1 of 2")],
    };

    /// <summary>Statuses, one after the other → what happened.</summary>
    public static TheoryData<object, object, string[]> Cases => new()
    {
        { new ArchiveSplitStatus(), Accepted, [] },
        { Accepted, Cutting, ["started"] },
        { Cutting, Half, ["sectioncompleted 0 moved"] },
        { Half, Half, [] },
        { Half, Both, ["sectioncompleted 1 "] },
        { Both, Both with { Conditions = [Is(ConditionTypes.Ready, "Completed", "")] }, ["completed"] },
        { Half, Failed, ["failed SectionsFailed 1 of 2"] },
        { Failed, Failed, [] },
        { Failed, Failed with { Conditions = [Is(ConditionTypes.Stalled, "SectionsFailed", "2 of 2")] }, ["failed SectionsFailed 2 of 2"] },
        { Failed, Half, [] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_change_of_the_status_tells_what_happened(object before, object after, string[] happened) =>
        SplitChanges.Between((ArchiveSplitStatus)before, (ArchiveSplitStatus)after).Select(c => c.Transition).OfType<Transition>()
            .Select(t => t.Section is { } section ? $"{t.Name} {section} {t.Message}" : t.Reason is { } reason ? $"{t.Name} {reason} {t.Message}" : t.Name).ShouldBe(happened);

    private static Condition Is(string type, string reason, string message) => new() { Type = type, Status = ConditionStatus.True, Reason = reason, Message = message };
}
