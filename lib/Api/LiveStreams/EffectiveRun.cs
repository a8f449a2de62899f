using System.Globalization;

namespace Onair.Api.LiveStreams;

/// <summary>Decides by the spec whether the channel runs: by <c>spec.state</c>, or by the schedule. A pure function.</summary>
public static class EffectiveRun
{
    /// <summary>The decision, and when it changes by itself. It knows neither the cost guard nor the annotations.</summary>
    /// <param name="spec">The declared spec.</param>
    /// <param name="recorded">The recorded status.</param>
    /// <param name="now">The time at which the schedule is evaluated.</param>
    public static RunStatus At(LiveStreamSpec spec, LiveStreamStatus recorded, DateTimeOffset now)
    {
        var run = FollowsSchedule(spec, recorded) ? BySchedule(spec, recorded, now) : ByState(spec);
        return Former(spec, recorded) is not { } former ? run
            : run.Reason == RunReason.State ? run with { FormerState = former }
            : run with { FormerState = former, Message = $"{run.Message} A former release stored spec.state: {former}, which has no effect." };
    }

    /// <summary>Whether the schedule decides.</summary>
    public static bool FollowsSchedule(LiveStreamSpec spec, LiveStreamStatus recorded) =>
        spec.DeclaredState == StreamState.Scheduled || IgnoresState(spec, recorded);

    /// <summary>Whether <c>spec.state</c> has no effect because a former release stored it beside the schedule.</summary>
    public static bool IgnoresState(LiveStreamSpec spec, LiveStreamStatus recorded) => spec.HasSchedule && Former(spec, recorded) is not null;

    // The CRD of the former release filled in Stopped, and its schedule overrode every state: nobody may have declared this value. A status
    // with conditions and without an effective state was written by that release.
    private static StreamState? Former(LiveStreamSpec spec, LiveStreamStatus recorded) => recorded.Run switch
    {
        { } run => run.FormerState == spec.State ? spec.State : null,
        null => recorded.Conditions.Count > 0 && spec.State != StreamState.Scheduled ? spec.State : null,
    };

    private static RunStatus ByState(LiveStreamSpec spec) => new()
    {
        State = spec.State == StreamState.Running ? RunState.Running : RunState.Stopped,
        Reason = RunReason.State,
        Message = spec.State is { } declared ? $"spec.state is {declared}." : "Neither spec.state nor spec.schedule is declared.",
    };

    private static RunStatus BySchedule(LiveStreamSpec spec, LiveStreamStatus recorded, DateTimeOffset now)
    {
        var schedule = RunSchedule.At(spec, now);
        // The rules refuse it. A show must not end because of an edit that is refused.
        var state = schedule?.State ?? (recorded.CurrentSessionId is null ? RunState.Stopped : RunState.Running);
        return new() { State = state, Reason = RunReason.Schedule, Until = schedule?.Until, Message = Sentence(schedule) };
    }

    private static string Sentence(ScheduleStatus? schedule) => schedule switch
    {
        null => "spec.state is Scheduled without spec.schedule.",
        { Until: null } => "spec.schedule has no further window.",
        { State: RunState.Running, Until: { } stop } => $"spec.schedule has a window until {Text(stop)}.",
        { Until: { } start } => $"spec.schedule has no window until {Text(start)}.",
    };

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
