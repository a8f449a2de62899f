using Onair.Api.Common;
using Onair.Api.Rules;

namespace Onair.Api.LiveStreams;

/// <summary>Rules for schedule windows. Past windows are valid.</summary>
internal static class ScheduleRules
{
    public static IEnumerable<Violation> State(LiveStreamCase stream)
    {
        if (stream.Spec is { State: StreamState.Scheduled, HasSchedule: false })
            yield return new("spec.state", $"{StreamState.Scheduled}", "requires spec.schedule with at least one window");
    }

    public static IEnumerable<Violation> Order(LiveStreamCase stream)
    {
        var windows = stream.Spec.Schedule ?? [];
        for (var i = 0; i < windows.Count; i++)
            if (windows[i] is var w && w.Stop <= w.Start)
                yield return new($"spec.schedule[{i}].stop", DeclaredTimeConverter.Text(w.Stop), $"must be after start, {DeclaredTimeConverter.Text(w.Start)}");
    }

    public static IEnumerable<Violation> Overlap(LiveStreamCase stream)
    {
        var ordered = (stream.Spec.Schedule ?? []).Select((window, index) => (window, index)).OrderBy(x => x.window.Start).ToList();
        for (var k = 1; k < ordered.Count; k++)
        {
            var (before, current) = (ordered[k - 1], ordered[k]);
            if (current.window.Start < before.window.Stop)
                yield return new(
                    $"spec.schedule[{current.index}].start", DeclaredTimeConverter.Text(current.window.Start),
                    $"must not overlap spec.schedule[{before.index}], which ends {DeclaredTimeConverter.Text(before.window.Stop)}");
        }
    }
}
