using Onair.Api.Common;

namespace Onair.Api.LiveStreams;

/// <summary>Decides what the schedule requires at a given time, and until when. A pure function; windows do not overlap.</summary>
public static class RunSchedule
{
    /// <summary>Returns the decision; null without a schedule.</summary>
    public static ScheduleStatus? At(LiveStreamSpec spec, DateTimeOffset now)
    {
        if (spec.Schedule is not { Count: > 0 } declared) return null;
        var warmUp = Duration.Parse(spec.ScheduleWarmUp) ?? TimeSpan.Zero;
        var coming = declared.Where(w => now < w.Stop).OrderBy(w => w.Start).ToList();
        if (coming.Count == 0) return new() { State = RunState.Stopped };
        var first = coming[0];
        if (now < Opens(first)) return new() { State = RunState.Stopped, Until = Opens(first).ToUniversalTime(), Window = first };
        return new() { State = RunState.Running, Until = Until().ToUniversalTime(), Window = first };

        DateTimeOffset Opens(ScheduleWindow window) => window.Start - warmUp;

        // The next window can start to warm up before this one ends. The channel then keeps running in the same session.
        DateTimeOffset Until() =>
            coming.Skip(1).Aggregate(first.Stop, (end, window) => Opens(window) <= end ? window.Stop : end);
    }
}
