using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Operator.Archives;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Recordings.Sessions;
using Onair.Tests.Unit.Recordings;

namespace Onair.Tests.Unit.Operator.ArchiveSplits.Decisions;

/// <summary>Splits to decide about: three sections of a minute that is recorded in segments of 10 s.</summary>
internal static class SplitViews
{
    public static readonly DateTimeOffset Now = Tape.Start.AddMinutes(10);

    /// <summary>A minute of recording, all indexed.</summary>
    public static ArchiveView Minute { get; } = Archive(6);

    /// <summary>Accepted, and nothing done yet.</summary>
    public static ArchiveSplitView Accepted { get; } = Declared((0, 20), (30, 40), (10, 60)) with
    {
        HasFinalizer = true,
        SessionOver = true,
        Status = new() { AcceptedSpec = "hash", SectionCount = 3, SectionsDone = 0, Sections = [.. Enumerable.Range(0, 3).Select(i => new SplitSectionStatus { Position = i })] },
    };

    public static ArchiveSplitView Declared(params (double Start, double End)[] sections) => new()
    {
        Spec = new()
        {
            StreamRef = new() { Name = "show" },
            Sections = [.. sections.Select(s => new SplitSection { Start = SessionTime.Of(s.Start), End = SessionTime.Of(s.End) })],
        },
        Status = new(),
        Names = ("spec.streamRef.name", "LiveStream", "show"),
        Now = Now,
        HasFinalizer = false,
        Parallel = 2,
        Attempts = 3,
    };

    public static ArchiveView Archive(int segments, int notIndexed = 0) => new(
        SessionTimeline.Of([.. Enumerable.Range(0, segments).Select(i => Tape.Segment("a", i, i * 10))]), segments + notIndexed, notIndexed, []);

    public static ArchiveSplitView With(this ArchiveSplitView split, int position, SplitSectionState state, int? attempts = null, string? message = null, DateTimeOffset? retryAt = null) =>
        Signed(split with
        {
            Status = split.Status with
            {
                Sections =
                [
                    .. split.Status.Sections.Select(s => s.Position != position ? s : s with { State = state, Attempts = attempts, Message = message, RetryAt = retryAt }),
                ],
            },
        });

    // As many URLs as there are MP4s, if there are any.
    private static ArchiveSplitView Signed(ArchiveSplitView split) => split.Status.Downloads is not { } signed ? split : split with
    {
        Status = split.Status with { Downloads = signed with { Sections = split.In(SplitSectionState.Completed).Count() } },
    };
}
