using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Events;
using Onair.Events.Kinds;
using Onair.Events.Transitions;

namespace Onair.Tests.Support;

/// <summary>The sample of each event of an ArchiveSplit.</summary>
internal sealed class ArchiveSplitSample : SampleKind
{
    public override string Kind => "ArchiveSplit";

    public override PendingEvent Of(string type, long sequence)
    {
        var transition = new Transition(type)
        {
            Section = type switch { EventTypes.ArchiveSplitSectionCompleted => 0, EventTypes.ArchiveSplitFailed => 1, _ => null },
        };
        var split = SampleResources.Split(type switch
        {
            EventTypes.ArchiveSplitCompleted => SplitSectionState.Completed,
            EventTypes.ArchiveSplitFailed => SplitSectionState.Failed,
            _ => SplitSectionState.Running,
        });
        return SampleEvents.Of(transition, split.Metadata, "archivesplits", sequence, ArchiveSplitEventKind.Definition.Data(split, transition, SampleResources.At));
    }
}

internal static partial class SampleResources
{
    public static ArchiveSplit Split(SplitSectionState second = SplitSectionState.Completed) => new()
    {
        Metadata = Metadata("talks", "7c1d2e90-0b1c-4a57-8a57-9f3f4c2a6d02"),
        Spec = new()
        {
            StreamRef = new() { Name = "event" },
            Sections =
            [
                new() { Start = SessionTime.Of(0), End = SessionTime.Of(600), Title = "Welcome" },
                new() { Start = SessionTime.Of(600), End = SessionTime.Of(1800) },
            ],
        },
        Status = new()
        {
            Phase = "Splitting",
            SectionCount = 2,
            SectionsDone = second == SplitSectionState.Completed ? 2 : 1,
            StartedAt = At.AddMinutes(-2),
            CompletedAt = second == SplitSectionState.Completed ? At : null,
            Provider = "production",
            SessionId = SessionId,
            ArchivePath = Archive,
            OutputPath = $"{Archive}/talks",
            Sections =
            [
                Section(0, "Welcome", SplitSectionState.Completed, 0, 600),
                Section(1, null, second, 600, 1800) with { Message = second == SplitSectionState.Failed ? $"403 of https://joe:{Secret}@s3.example.com/a.ts?X-Amz-Signature={Secret}" : null },
            ],
        },
    };

    private static SplitSectionStatus Section(int position, string? title, SplitSectionState state, double from, double to) => new()
    {
        Position = position,
        Title = title,
        State = state,
        StartSeconds = from,
        EndSeconds = to,
        OutputUrl = $"{Archive}/talks/index_{position}.mp4",
        PlaylistUrl = $"{Archive}/talks/index_{position}.m3u8",
        DurationSeconds = state == SplitSectionState.Completed ? to - from : null,
        Bytes = state == SplitSectionState.Completed ? 187_500_000 : null,
        Method = state == SplitSectionState.Completed ? "EdgesEncoded" : null,
        CompletedAt = state == SplitSectionState.Completed ? At : null,
        Attempts = 1,
        JobId = Secret,
    };
}
