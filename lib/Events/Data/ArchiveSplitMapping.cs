using Onair.Api.ArchiveSplits;
using Onair.Events.Transitions;

namespace Onair.Events.Data;

/// <summary>The data of the events of an ArchiveSplit.</summary>
internal static class ArchiveSplitMapping
{
    public static ArchiveSplitData Of(ArchiveSplit split, Transition transition, DateTimeOffset at, Truncation truncation)
    {
        var (spec, status) = (split.Spec, split.Recorded);
        var section = transition.Section is { } position ? status.Sections.FirstOrDefault(s => s.Position == position) : null;
        return new()
        {
            Resource = ResourceMapping.Of("ArchiveSplit", split.Metadata, truncation),
            Transition = transition.Name,
            Time = at,
            Reason = truncation.Name(transition.Reason),
            Message = truncation.Message(transition.Message),
            Stream = truncation.Name(spec.StreamRef?.Name),
            Broadcast = truncation.Name(spec.BroadcastRef?.Name),
            SessionId = truncation.Name(status.SessionId ?? spec.SessionId),
            ArchivePath = truncation.Url(status.ArchivePath),
            OutputPath = truncation.Url(status.OutputPath),
            Phase = truncation.Name(status.Phase),
            Engine = spec.Engine,
            ProviderName = truncation.Name(status.Provider),
            SectionCount = status.SectionCount ?? spec.Sections.Count,
            SectionsCompleted = Count(status, SplitSectionState.Completed),
            SectionsFailed = Count(status, SplitSectionState.Failed),
            StartedAt = status.StartedAt,
            CompletedAt = status.CompletedAt,
            Section = section is null ? null : Section(section, truncation),
            Sections = transition.Type == EventTypes.ArchiveSplitCompleted
                ? truncation.List(status.Sections.Select(s => Section(s, truncation)), EventJson.Wire.SectionData) : null,
        };
    }

    private static int Count(ArchiveSplitStatus status, SplitSectionState state) => status.Sections.Count(section => section.State == state);

    private static SectionData Section(SplitSectionStatus section, Truncation truncation) => new()
    {
        Position = section.Position,
        Title = truncation.Title(section.Title),
        State = section.State,
        StartSeconds = section.StartSeconds,
        EndSeconds = section.EndSeconds,
        DurationSeconds = section.DurationSeconds,
        Bytes = section.Bytes,
        Method = truncation.Name(section.Method),
        OutputUrl = section.State == SplitSectionState.Completed ? truncation.Url(section.OutputUrl) : null,
        PlaylistUrl = section.State == SplitSectionState.Completed ? truncation.Url(section.PlaylistUrl) : null,
        CompletedAt = section.CompletedAt,
        MissingSeconds = section.MissingSeconds,
        Message = truncation.Message(section.Message),
    };
}
