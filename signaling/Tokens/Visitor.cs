namespace Onair.Signaling.Tokens;

/// <summary>Who a page's visitor is, and what it may do.</summary>
internal sealed record Visitor(string User, string Name)
{
    public bool MayBroadcast { get; init; }

    /// <summary>The users that it may watch; null for all.</summary>
    public IReadOnlySet<string>? Watchable { get; init; }

    /// <summary>A token proves who it is.</summary>
    public bool IsProven { get; init; }

    /// <summary>When the token expires; null without one.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public bool MayWatchAnybody => Watchable is not { Count: 0 };

    public bool MayWatch(string user) => Watchable is null || Watchable.Contains(user);
}

/// <summary>A visitor, or why there is none.</summary>
internal readonly record struct VisitorResult(Visitor? Visitor, string? Problem)
{
    public static implicit operator VisitorResult(Visitor visitor) => new(visitor, null);

    public static VisitorResult Refused(string problem) => new(null, problem);
}
