using Onair.Api.Common;

namespace Onair.Api.LiveStreams;

/// <summary>Decides whether <c>spec.onAirGuard</c> blocks a deletion.</summary>
public static class OnAirGuard
{
    /// <summary>What the user can do; part of the messages that reject or delay the deletion.</summary>
    public static string Remedy(LiveStreamSpec spec, LiveStreamStatus recorded) =>
        $"Set {(EffectiveRun.IgnoresState(spec, recorded) ? "spec.state: Scheduled, then " : "")}spec.state: Stopped to end the show, or spec.onAirGuard: false to delete it on air.";

    /// <summary>Why the deletion is rejected; null when it is allowed. Based on the recorded status: <c>Receiving</c> can be a few seconds old.</summary>
    public static string? Refusal(LiveStream stream) => stream switch
    {
        not { Metadata.DeletionTimestamp: null, Spec.OnAirGuard: true } => null,
        { Recorded: { CurrentSessionId: not null, Run.Reason: RunReason.Paused } } =>
            $"LiveStream \"{stream.Metadata.Name}\" is paused and may be receiving video, and spec.onAirGuard is true. "
            + $"Remove the annotation {Annotations.Paused}, or set spec.onAirGuard: false to delete it on air.",
        _ when stream.Is(LiveStreamConditions.Receiving) =>
            $"LiveStream \"{stream.Metadata.Name}\" is receiving video, and spec.onAirGuard is true. {Remedy(stream.Spec, stream.Recorded)}",
        _ => null,
    };
}
