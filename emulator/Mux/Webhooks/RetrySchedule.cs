using Onair.Primitives;

namespace Onair.Emulator.Mux.Webhooks;

/// <summary>Delays between attempts: Mux retries for 24 hours with increasing delays.</summary>
internal static class RetrySchedule
{
    /// <summary>After this time the event is dropped.</summary>
    public const int MostAttempts = 30;

    private static readonly Backoff Waits = new(TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));

    /// <summary>Seconds to wait after the failure of an attempt; null when it was the last.</summary>
    /// <param name="tries">Attempts so far, 1 or more.</param>
    public static double? After(int tries) => tries >= MostAttempts ? null : Waits.After(tries).TotalSeconds;
}
