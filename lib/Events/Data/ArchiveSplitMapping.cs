using Onair.Api.ArchiveSplits;
using Onair.Events.Transitions;

namespace Onair.Events.Data;

/// <summary>What of an ArchiveSplit its events tell.</summary>
internal static class ArchiveSplitMapping
{
    public static ArchiveSplitData Of(ArchiveSplit split, Transition transition, DateTimeOffset at, Cut cut)
    {
        var (spec, status) = (split.Spec, split.Recorded);
        var section = transition.Section is { } position ? status.Sections.FirstOrDefault(s => s.Position == position) : null;
        return new()
        {
            Resource = ResourceMapping.Of("ArchiveSplit", split.Metadata, cut),
            Transition = transition.Name,
            Time = at,
            Reason = cut.Name(transition.Reason),
            Message = cut.Message(transition.Message),
            Stream = cut.Name(spec.StreamRef.Name) ?? "",
            SessionId = cut.Name(status.SessionId ?? spec.SessionId),
            ArchivePath = cut.Url(status.ArchivePath),
            OutputPath = cut.Url(status.OutputPath),
            Phase = cut.Name(status.Phase),
            Engine = spec.Engine,
            ProviderName = cut.Name(status.Provider),
            SectionCount = status.SectionCount ?? spec.Sections.Count,
            SectionsCompleted = Count(status, SplitSectionState.Completed),
            SectionsFailed = Count(status, SplitSectionState.Failed),
            StartedAt = status.StartedAt,
            CompletedAt = status.CompletedAt,
            Section = section is null ? null : Section(section, cut),
            Sections = transition.Type == EventTypes.ArchiveSplitCompleted
                ? cut.List(status.Sections.Select(s => Section(s, cut)), EventJson.Wire.SectionData) : null,
        };
    }

    private static int Count(ArchiveSplitStatus status, SplitSectionState state) => status.Sections.Count(section => section.State == state);

    private static SectionData Section(SplitSectionStatus section, Cut cut) => new()
    {
        Position = section.Position,
        Title = cut.Title(section.Title),
        State = section.State,
        StartSeconds = section.StartSeconds,
        EndSeconds = section.EndSeconds,
        DurationSeconds = section.DurationSeconds,
        Bytes = section.Bytes,
        Method = cut.Name(section.Method),
        OutputUrl = section.State == SplitSectionState.Completed ? cut.Url(section.OutputUrl) : null,
        PlaylistUrl = section.State == SplitSectionState.Completed ? cut.Url(section.PlaylistUrl) : null,
        CompletedAt = section.CompletedAt,
        MissingSeconds = section.MissingSeconds,
        Message = cut.Message(section.Message),
    };
}
