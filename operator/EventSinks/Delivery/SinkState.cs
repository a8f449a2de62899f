using Onair.Api.EventSinks;
using Onair.Events.Sinks;
using Onair.Operator.EventSinks.Status;

namespace Onair.Operator.EventSinks.Delivery;

/// <summary>What is done with the events for an EventSink.</summary>
internal enum SinkMode
{
    /// <summary>They are sent.</summary>
    Send,

    /// <summary>They wait: it is paused, or its spec breaks a rule.</summary>
    Wait,

    /// <summary>They become dead letters: it has said that it wants nothing any more.</summary>
    Bury,

    /// <summary>They are settled: it is not there.</summary>
    Drop,
}

/// <summary>All of an EventSink that, when it changes, has its delivery begin anew.</summary>
/// <param name="Uid">Its uid; null when it is not there.</param>
/// <param name="Generation">The generation of its spec.</param>
/// <param name="Mode">What is done.</param>
internal sealed record SinkState(string? Uid, long? Generation, SinkMode Mode)
{
    /// <param name="sink">The EventSink; null when it is not there.</param>
    /// <param name="valid">Whether its spec keeps the rules.</param>
    public static SinkState Of(EventSink? sink, bool valid) => sink switch
    {
        null or { Metadata.DeletionTimestamp: not null } => new(null, null, SinkMode.Drop),
        _ when SinkSelection.IsGone(sink) => new(sink.Metadata.Uid, sink.Metadata.Generation, SinkMode.Bury),
        _ => new(sink.Metadata.Uid, sink.Metadata.Generation, valid && !SinkConditions.IsPaused(sink) ? SinkMode.Send : SinkMode.Wait),
    };
}
