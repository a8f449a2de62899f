using k8s.Models;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Events.Sinks;

namespace Onair.Operator.EventSinks;

/// <summary>What happens to the events for an EventSink.</summary>
internal enum SinkMode
{
    /// <summary>They are sent.</summary>
    Send,

    /// <summary>They wait: the EventSink is paused, or its spec breaks a rule.</summary>
    Wait,

    /// <summary>They become dead letters: the receiver has returned 410 Gone.</summary>
    DeadLetter,

    /// <summary>They are settled: the EventSink does not exist.</summary>
    Drop,
}

/// <summary>The state of an EventSink: when it changes, the delivery starts over.</summary>
/// <param name="Uid">Its uid; null when it does not exist.</param>
/// <param name="Generation">The generation of its spec.</param>
/// <param name="Mode">What happens to its events.</param>
internal sealed record SinkState(string? Uid, long? Generation, SinkMode Mode)
{
    /// <param name="sink">The EventSink; null when it does not exist.</param>
    /// <param name="valid">Whether its spec keeps the rules.</param>
    public static SinkState Of(EventSink? sink, bool valid) => sink switch
    {
        null or { Metadata.DeletionTimestamp: not null } => new(null, null, SinkMode.Drop),
        _ when SinkSelection.IsGone(sink) => new(sink.Metadata.Uid, sink.Metadata.Generation, SinkMode.DeadLetter),
        _ => new(sink.Metadata.Uid, sink.Metadata.Generation, valid && !IsPaused(sink) ? SinkMode.Send : SinkMode.Wait),
    };

    /// <summary>Whether the annotation that makes its events wait is <c>"true"</c>.</summary>
    public static bool IsPaused(EventSink sink) => sink.GetAnnotation(Annotations.Paused) == "true";
}
