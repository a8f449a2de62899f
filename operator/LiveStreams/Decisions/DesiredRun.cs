using k8s.Models;
using Onair.Api.Common;
using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>Whether the channel should run now.</summary>
/// <param name="Runs">It should run.</param>
/// <param name="Why">Why it should be stopped, for the Event before it goes off air.</param>
internal sealed record DesiredRun(bool Runs, string Why)
{
    /// <summary>What the spec declares, by its state or its schedule.</summary>
    public static DesiredRun Declared(LiveStreamView view)
    {
        var run = EffectiveRun.At(view.Spec, view.Status, view.Now);
        return new(run.State == RunState.Running, run.Message.TrimEnd('.'));
    }

    /// <summary>What is declared, unless the cost guard holds the channel.</summary>
    public static DesiredRun Of(LiveStreamView view) => Hold(view) is { } hold ? new(false, hold.Message) : Declared(view);

    /// <summary>Whether the open session is to end, as far as the stream itself says. A channel that Onair does not touch stays as it is.</summary>
    public static bool MustStop(LiveStream stream, DateTimeOffset now) => stream.Recorded.CurrentSessionId is not null
        && stream.GetAnnotation(Annotations.Paused) != "true"
        && (stream.Metadata.DeletionTimestamp is not null
            || (stream.GetAnnotation(Annotations.ObserveOnly) != "true"
                && (Hold(stream.Recorded, stream.GetAnnotation(Annotations.Resume)) is not null || EffectiveRun.At(stream.Spec, stream.Recorded, now).State == RunState.Stopped)));

    /// <summary>The effective state for the status. A channel that Onair does not touch stays as it is.</summary>
    public static RunStatus Effective(LiveStreamView view)
    {
        var declared = EffectiveRun.At(view.Spec, view.Status, view.Now);
        return view switch
        {
            { Paused: true } => AsItIs(RunReason.Paused, Annotations.Paused),
            { ObserveOnly: true } => AsItIs(RunReason.ObserveOnly, Annotations.ObserveOnly),
            _ when Hold(view) is { } hold => declared with { State = RunState.Stopped, Reason = RunReason.CostGuard, Message = hold.Message },
            _ => declared,
        };

        RunStatus AsItIs(RunReason reason, string annotation) => declared with
        {
            State = view.Status.CurrentSessionId is null ? RunState.Stopped : RunState.Running,
            Reason = reason,
            Message = $"Onair leaves the channel as it is while the annotation {annotation} is \"true\".",
            Until = null,
        };
    }

    private static HoldStatus? Hold(LiveStreamView view) => Hold(view.Status, view.Resume);

    private static HoldStatus? Hold(LiveStreamStatus status, string? resume) => status.Hold is { } hold && hold.SessionId != resume ? hold : null;
}
