using Onair.Events.Data;

namespace Onair.Gateway.Telemetry.Store;

/// <summary>An event of a session.</summary>
/// <param name="Number">Its number in the session; 0 is the view of the page. A repeat has the same number.</param>
/// <param name="Name">E.g. <c>stream_start</c>.</param>
/// <param name="At">When it happened.</param>
/// <param name="Data">What is sent, complete but for what is watched.</param>
internal sealed record ViewerEvent(int Number, string Name, DateTimeOffset At, PlayerData Data);

/// <summary>What became of a report.</summary>
internal enum StoreOutcome
{
    /// <summary>All events are stored, now or before.</summary>
    Stored,

    /// <summary>The session is that of another page.</summary>
    OtherSubject,

    /// <summary>The resource is gone, and the session is unknown.</summary>
    Unknown,

    /// <summary>The day of the session is no longer kept, or in the future.</summary>
    Expired,

    /// <summary>Too many reports wait for PostgreSQL.</summary>
    Busy,
}

/// <summary>What became of a report.</summary>
/// <param name="Outcome">What.</param>
/// <param name="New">How many events were not there before.</param>
internal readonly record struct StoreResult(StoreOutcome Outcome, int New = 0);
