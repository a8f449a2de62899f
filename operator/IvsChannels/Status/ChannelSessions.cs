using Onair.Api.IvsChannels;

namespace Onair.Operator.IvsChannels.Status;

/// <summary>The record of a channel's streams. A pure function.</summary>
internal static class ChannelSessions
{
    /// <summary>How many sessions the status keeps.</summary>
    public const int Kept = 20;

    /// <summary>The sessions with the stream that is live now; every other one has ended.</summary>
    /// <param name="sessions">The recorded sessions, the oldest first.</param>
    /// <param name="live">The live stream; null when nobody pushes.</param>
    /// <param name="now">The time.</param>
    public static IReadOnlyList<IvsSession> With(IReadOnlyList<IvsSession> sessions, IvsStreamStatus? live, DateTimeOffset now)
    {
        var known = sessions.Select(s => s.EndedAt is null && s.Id != live?.Id ? s with { EndedAt = now } : s);
        return live?.Id is { } id && sessions.All(s => s.Id != id)
            ? [.. known.TakeLast(Kept - 1), new() { Id = id, StartedAt = live.StartedAt ?? now }]
            : [.. known];
    }
}
