namespace Onair.Signaling.State;

/// <summary>What is known when somebody asks to watch.</summary>
internal sealed record WatchQuestion
{
    /// <summary>The viewer's user.</summary>
    public required string Viewer { get; init; }

    /// <summary>The user to watch.</summary>
    public required string Watched { get; init; }

    public required bool MayWatch { get; init; }

    /// <summary>The user broadcasts.</summary>
    public required bool IsLive { get; init; }

    /// <summary>For how many seconds a broadcaster that declined this viewer is not asked again; null if it did not, or long ago.</summary>
    public required double? DeclinedForSeconds { get; init; }

    /// <summary>Viewers and open questions of the broadcast.</summary>
    public required int Viewings { get; init; }

    public required int MostViewings { get; init; }

    /// <summary>The broadcaster chose "always for this person".</summary>
    public required bool IsRemembered { get; init; }

    /// <summary>The site does not ask.</summary>
    public required bool IsAutomatic { get; init; }
}

/// <summary>Whether somebody may watch: a reason to refuse, or the state of the new viewing.</summary>
internal readonly record struct WatchAnswer(string? Refusal, string State, double? RetryAfterSeconds = null)
{
    public static WatchAnswer Decide(WatchQuestion q) =>
        q.Viewer == q.Watched ? new("own", "")
        : !q.MayWatch ? new("not-allowed", "")
        : !q.IsLive ? new("offline", "")
        : q.DeclinedForSeconds is { } seconds ? new(EndReason.Declined, "", Math.Ceiling(seconds))
        : q.Viewings >= q.MostViewings ? new("busy", "")
        : new(null, q.IsRemembered || q.IsAutomatic ? ViewingState.Accepted : ViewingState.Asking);
}
