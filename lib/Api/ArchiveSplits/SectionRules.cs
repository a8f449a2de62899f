using Onair.Api.Common;
using Onair.Api.Rules;
using Onair.Primitives;

namespace Onair.Api.ArchiveSplits;

/// <summary>Rules for the times of sections.</summary>
internal static class SectionRules
{
    // The schema accepts any JSON here.
    private const int MostText = 64;

    public static IEnumerable<Violation> Times(ArchiveSplitCase split) =>
        from moment in Moments(split)
        where moment.Time is not { Time: not null } and not { Seconds: >= 0 }
        select new Violation(
            moment.Field, Text(moment.Time), moment.Time.IsValid ? "must be 0 or more" : "must be seconds from the session's first frame or an RFC 3339 timestamp");

    public static IEnumerable<Violation> Order(ArchiveSplitCase split) =>
        from section in split.Split.Spec.Sections.Select((s, i) => (s.Start, s.End, Position: i))
        let start = AtLeast(section.Start, section.End, split.Session?.OpenedAt)
        where start is not null
        select new Violation($"spec.sections[{section.Position}].end", Text(section.End), $"must be after start, {start}");

    public static IEnumerable<Violation> Within(ArchiveSplitCase split)
    {
        if (split.Session is not { } session) yield break;
        foreach (var (field, moment) in Moments(split))
        {
            if (moment.Time < session.OpenedAt)
                yield return new(field, Text(moment), $"must not be before the start of session {session.Id}, {Text(session.OpenedAt.Value)}");
            if (moment.Time > session.Status?.StoppedAt)
                yield return new(field, Text(moment), $"must not be after the end of session {session.Id}, {Text(session.Status.StoppedAt.Value)}");
        }
    }

    /// <summary>Returns the start if the end is certainly not after it.</summary>
    private static string? AtLeast(SessionTime start, SessionTime end, DateTimeOffset? opened) => (start, end) switch
    {
        _ when end.Seconds <= start.Seconds || end.Time <= start.Time => Text(start),
        // Only the recording shows when the first frame was. It is never before the session was opened.
        ({ Seconds: { } seconds }, { Time: { } time }) when time >= opened && (time - opened.Value).TotalSeconds <= seconds =>
            $"{Text(start)} s into the session that started at {Text(opened.Value)}",
        _ => null,
    };

    private static IEnumerable<(string Field, SessionTime Time)> Moments(ArchiveSplitCase split) =>
        split.Split.Spec.Sections.SelectMany((s, i) => new[] { ($"spec.sections[{i}].start", s.Start), ($"spec.sections[{i}].end", s.End) });

    private static string Text(SessionTime moment) => Ellipsis.Cut(moment.Text, MostText);

    private static string Text(DateTimeOffset time) => DeclaredTimeConverter.Text(time);
}
