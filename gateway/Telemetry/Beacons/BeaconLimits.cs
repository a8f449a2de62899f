using Onair.Gateway.Problems;
using Onair.Primitives;

namespace Onair.Gateway.Telemetry.Beacons;

/// <summary>How often beacons may come to this replica: of a session, and of an address, behind which there may be an office.</summary>
internal sealed class BeaconLimits(TelemetrySettings settings, TimeProvider time)
{
    private const int Many = 100_000;
    private const int BurstSeconds = 10;

    private readonly BucketTable<string> _sessions = TableOf(settings.SessionBeaconsPerSecond, time);
    private readonly BucketTable<string> _addresses = TableOf(settings.AddressBeaconsPerSecond, time);

    /// <summary>Whether an address may send one more request. It counts.</summary>
    public bool Admits(string address) => _addresses.Take(address) is null;

    /// <summary>Counts a request of an address.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void TakeAddress(string address) => Check(_addresses.Take(address), "This address sends too many beacons. Wait and try again.");

    /// <summary>Counts a beacon of a session.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void TakeSession(SessionId session) => Check(_sessions.Take(session.Text), "This session sends too many beacons. Wait and try again.");

    private static void Check(TimeSpan? pause, string detail)
    {
        if (pause is { } wait) throw new ProblemException(StatusCodes.Status429TooManyRequests, detail) { RetryAfter = wait };
    }

    private static BucketTable<string> TableOf(double rate, TimeProvider time) => new(rate, Math.Max(1, (int)(rate * BurstSeconds)), Many, time);
}
