namespace Onair.Emulator.Ivs.Streams;

/// <summary>What happens to a channel's stream next.</summary>
internal enum StreamStep
{
    None,

    /// <summary>An encoder pushes: the media engine reads it.</summary>
    Begin,

    /// <summary>Video has arrived.</summary>
    GoLive,

    /// <summary>The push is over.</summary>
    End,
}

/// <summary>When a stream begins and ends.</summary>
internal static class StreamDecision
{
    /// <param name="stream">The channel's stream; null when there is none.</param>
    /// <param name="connection">Who pushes to the channel; null for nobody.</param>
    /// <param name="receiving">Whether the stream's video arrives.</param>
    public static StreamStep Decide(IvsStream? stream, string? connection, bool receiving) => (stream, connection) switch
    {
        (null, null) => StreamStep.None,
        (null, _) => StreamStep.Begin,
        // A push that comes back has another connection, and is another stream.
        _ when stream.Connection != connection => StreamStep.End,
        ({ LiveAt: null }, _) when receiving => StreamStep.GoLive,
        _ => StreamStep.None,
    };

    /// <summary>The health of a live stream, in IVS's word.</summary>
    /// <param name="receiving">Whether its video arrives; null when the media engine does not know the stream.</param>
    public static string Health(bool? receiving) => receiving switch
    {
        true => "HEALTHY",
        false => "STARVING",
        null => "UNKNOWN",
    };
}
