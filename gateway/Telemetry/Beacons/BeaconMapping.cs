using Onair.Events.Data;
using Onair.Gateway.Telemetry.Store;

namespace Onair.Gateway.Telemetry.Beacons;

/// <summary>Events of a valid beacon as they are stored. Pure functions.</summary>
internal static class BeaconMapping
{
    // A page keeps what it could not send, but not for longer.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    /// <summary>The events of a beacon.</summary>
    /// <param name="body">The beacon.</param>
    /// <param name="received">When it came.</param>
    public static IReadOnlyList<ViewerEvent> Of(BeaconBody body, DateTimeOffset received) =>
        [.. body.Events.Select(e => new ViewerEvent(e.Id, e.Type, TimeOf(body.Sent, e.At, received), DataOf(e)))];

    /// <summary>When something happened: so long before the beacon came as the page says, whatever its clock shows.</summary>
    internal static DateTimeOffset TimeOf(long sent, long at, DateTimeOffset received)
    {
        var ago = TimeSpan.FromMilliseconds(sent - at);
        return received - (ago < TimeSpan.Zero ? TimeSpan.Zero : ago > Longest ? Longest : ago);
    }

    /// <summary>How much of the time since its start a viewer watched: three quarters are high, and less than a quarter is low.</summary>
    internal static string EngagementOf(double watched, double elapsed) => elapsed <= 0 || watched / elapsed is >= 0.75 ? "high" : watched / elapsed >= 0.25 ? "medium" : "low";

    private static PlayerData DataOf(BeaconEvent e) => new()
    {
        Position = e.Position,
        From = e.From,
        Height = e.Height,
        Bitrate = e.Bitrate,
        Error = e.Error,
        Figures = e.Figures is not { } f ? null : new()
        {
            ViewDuration = f.ViewDuration,
            BufferingEvents = f.BufferingEvents,
            RebufferSeconds = f.RebufferSeconds,
            QualityChanges = f.QualityChanges,
            UserEngagement = EngagementOf(f.ViewDuration, f.ElapsedSeconds),
            StartupSeconds = f.StartupSeconds,
            LatencySeconds = f.LatencySeconds,
        },
    };
}
