using System.Diagnostics.CodeAnalysis;

namespace Onair.Signaling.State;

/// <summary>One tab of one user.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Epoch">Grows with each socket of it.</param>
internal sealed record ParticipantRow(string Id, string Site, string User, string Name, long Epoch);

/// <summary>A broadcast.</summary>
internal sealed record BroadcastRow(string Id, string Site, string User, string Name, string Participant, DateTimeOffset StartedAt, DateTimeOffset? EndsAt)
{
    public DateTimeOffset? EndedAt { get; init; }

    public string? Reason { get; init; }

    public MediaState Media { get; init; }

    /// <summary>Its page is gone at the moment.</summary>
    public bool Away { get; init; }
}

/// <summary>What a broadcaster sends at the moment.</summary>
internal readonly record struct MediaState(bool Video, bool Audio, bool Screen);

/// <summary>The states of a viewing, as the table has them.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "Not a type.")]
internal static class ViewingState
{
    public const string Asking = "asking";
    public const string Accepted = "accepted";
    public const string Ended = "ended";
}

/// <summary>One viewer's share in a broadcast, with all that both sides see of it.</summary>
internal sealed record ViewingRow(string Id, string Broadcast, string State)
{
    /// <summary>The viewer's participant.</summary>
    public required string Viewer { get; init; }

    public required string ViewerUser { get; init; }

    public required string ViewerName { get; init; }

    /// <summary>The broadcaster's participant.</summary>
    public required string Broadcaster { get; init; }

    public required string BroadcasterUser { get; init; }

    public required string BroadcasterName { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? Reason { get; init; }

    public MediaState Media { get; init; }

    public bool Away { get; init; }
}

/// <summary>Why a viewing or a broadcast ended, as the protocol has it.</summary>
internal static class EndReason
{
    public const string Stopped = "stopped";
    public const string TakenOver = "taken-over";
    public const string Duration = "duration";
    public const string EndedBySite = "ended-by-site";
    public const string Lost = "lost";
    public const string Removed = "removed";
    public const string Left = "left";
    public const string Failed = "failed";
    public const string Declined = "declined";
    public const string Timeout = "timeout";

    /// <summary>Of a question whose broadcast ended.</summary>
    public const string Ended = "ended";
}
