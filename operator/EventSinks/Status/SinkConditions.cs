using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Api.Rules;

namespace Onair.Operator.EventSinks.Status;

/// <summary>Says how an EventSink is. A pure function.</summary>
internal static class SinkConditions
{
    /// <param name="status">All but what is said here.</param>
    /// <param name="sink">The EventSink.</param>
    /// <param name="violations">The rules that its spec breaks.</param>
    /// <param name="secretProblem">What is wrong with its Secrets.</param>
    /// <param name="now">When.</param>
    public static EventSinkStatus After(EventSinkStatus status, EventSink sink, IReadOnlyList<Violation> violations, string? secretProblem, DateTimeOffset now)
    {
        var state = State(status, sink, violations, secretProblem);
        var conditions = new Conditions(status.Conditions, sink.Metadata.Generation, now);
        conditions.Set(ConditionTypes.Ready, state.Phase == "Ready", state.Reason, state.Message);
        conditions.Set(ConditionTypes.Reconciling, state.Phase == "Retrying", state.Reason, state.Phase == "Retrying" ? state.Message : "Nothing is under way.");
        conditions.Set(ConditionTypes.Stalled, state.Phase == "Stalled", state.Reason, state.Phase == "Stalled" ? state.Message : "Nothing is in the way.");
        return status with { ObservedGeneration = sink.Metadata.Generation, Phase = state.Phase, Conditions = conditions.All };
    }

    /// <summary><c>"true"</c>: its events wait.</summary>
    public static bool IsPaused(EventSink sink) => sink.Metadata.Annotations?.GetValueOrDefault(Annotations.Paused) == "true";

    private static (string Phase, string Reason, string Message) State(
        EventSinkStatus status, EventSink sink, IReadOnlyList<Violation> violations, string? secretProblem)
    {
        if (violations.Count > 0) return ("Stalled", "Invalid", string.Join("; ", violations));
        if (status.GoneGeneration is { } gone && gone == sink.Metadata.Generation)
            return ("Stalled", "Gone", $"The receiver answered 410 Gone. It gets nothing until the spec changes or the annotation {Annotations.Replay} is set.");
        if (secretProblem is not null) return ("Stalled", "SecretMissing", $"{secretProblem}. Events wait.");
        if (IsPaused(sink)) return ("Paused", "Paused", $"The annotation {Annotations.Paused} is set. Events wait.");
        if (status.Breaker is BreakerState.Open or BreakerState.HalfOpen)
            return ("Retrying", "Unreachable", "It failed several times in a row, and is tried again from time to time. Events wait.");
        return status.DeadLetters.Count > 0
            ? ("Ready", "DeadLetters", $"It takes events, but did not take all: the dead letters are sent again with the annotation {Annotations.Replay}.")
            : ("Ready", "Ready", "It takes events.");
    }
}
