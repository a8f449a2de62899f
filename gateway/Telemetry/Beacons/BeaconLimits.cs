using Onair.Gateway.Problems;
using Onair.Primitives;

namespace Onair.Gateway.Telemetry.Beacons;

/// <summary>
/// How many events this replica takes: of a session, and of an address, behind which there may be an office. A beacon costs as much as it has events,
/// and at least one.
/// </summary>
internal sealed class BeaconLimits(TelemetrySettings settings, TimeProvider time)
{
    private const int Many = 100_000;

    // A page that was away for a while has this much to catch up on.
    private const int BurstSeconds = 60;

    private readonly BucketTable<string> _sessions = TableOf(settings.SessionEventsPerSecond, time);
    private readonly BucketTable<string> _addresses = TableOf(settings.AddressEventsPerSecond, time);

    /// <summary>Whether an address may send one more request. It counts as one event.</summary>
    public bool Admits(string address) => _addresses.Take(address) is null;

    /// <summary>Counts a request of an address as one event, before anything is read of it.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void TakeAddress(string address) => Check(_addresses.Take(address), "address");

    /// <summary>Counts the events of a beacon whose address was counted.</summary>
    /// <param name="session">The session.</param>
    /// <param name="address">The address.</param>
    /// <param name="events">How many there are.</param>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void TakeEvents(SessionId session, string address, int events)
    {
        Check(_sessions.Take(session.Text, Math.Max(1, events)), "session");
        if (events > 1) Check(_addresses.Take(address, events - 1), "address");
    }

    private static void Check(TimeSpan? pause, string who)
    {
        if (pause is { } wait) throw new ProblemException(StatusCodes.Status429TooManyRequests, $"This {who} sends too many events. Wait and try again.") { RetryAfter = wait };
    }

    // The largest beacon must fit at any rate.
    private static BucketTable<string> TableOf(double rate, TimeProvider time) => new(rate, Math.Max(BeaconRules.MostEvents, (int)(rate * BurstSeconds)), Many, time);
}
