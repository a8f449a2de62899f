using Onair.Api.Common;

namespace Onair.Resources.ArchiveSplits;

/// <summary>What the times of sections may be.</summary>
internal static class SectionRules
{
    public static IEnumerable<Violation> Understood(ArchiveSplitCase split) =>
        from moment in Moments(split)
        where moment.Time is not { Time: not null } and not { Seconds: >= 0 }
        select new Violation(
            moment.Field, moment.Time.Text, moment.Time.IsUnderstood ? "must be 0 or more" : "must be seconds from the session's first frame, or an RFC 3339 time");

    // Of a time of day and seconds only the recording tells which is the later one.
    public static IEnumerable<Violation> Order(ArchiveSplitCase split) =>
        from section in split.Split.Spec.Sections.Select((s, i) => (s.Start, s.End, Position: i))
        where section.End.Seconds <= section.Start.Seconds || section.End.Time <= section.Start.Time
        select new Violation($"spec.sections[{section.Position}].end", section.End.Text, $"must be after start, {section.Start.Text}");

    private static IEnumerable<(string Field, SessionTime Time)> Moments(ArchiveSplitCase split) =>
        split.Split.Spec.Sections.SelectMany((s, i) => new[] { ($"spec.sections[{i}].start", s.Start), ($"spec.sections[{i}].end", s.End) });
}
