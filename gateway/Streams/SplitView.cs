using Onair.Api.ArchiveSplits;
using Onair.Api.LiveStreams;
using Onair.Gateway.Streams.Bodies;

namespace Onair.Gateway.Streams;

/// <summary>An ArchiveSplit as clients of the stream API see it. Pure functions.</summary>
internal static class SplitView
{
    public static SplitResultBody Of(ArchiveSplit split, LiveStream stream) => new()
    {
        Id = split.Uid,
        StreamId = stream.Uid,
        SessionId = split.Spec.SessionId ?? split.Recorded.SessionId ?? "",
        NameModifier = split.Modifier,
        Path = split.Recorded.OutputPath,
        Sections = [.. split.Spec.Sections.Select((_, i) => Section(i, split.Recorded.Sections.FirstOrDefault(s => s.Position == i)))],
    };

    /// <summary>Whether no section changes any more by itself.</summary>
    public static bool IsDone(ArchiveSplit split) =>
        split.Spec.Sections.Index().All(s => split.Recorded.Sections.Any(r => r.Position == s.Index && r.State is SplitSectionState.Completed or SplitSectionState.Failed));

    private static SectionResultBody Section(int position, SplitSectionStatus? status) => new()
    {
        Position = position,
        State = $"{status?.State ?? SplitSectionState.Waiting}",
        Playlist = status?.PlaylistUrl,
        Video = status?.OutputUrl,
        Message = status?.Message,
    };
}
