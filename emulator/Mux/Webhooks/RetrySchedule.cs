namespace Onair.Emulator.Mux.Webhooks;

/// <summary>Delays between attempts: Mux retries for 24 hours with increasing delays.</summary>
internal static class RetrySchedule
{
    /// <summary>After this time the event is dropped.</summary>
    public const int MostAttempts = 30;

    private const double FirstSeconds = 10;
    private const double LongestSeconds = 3_600;

    /// <summary>Seconds to wait after the failure of an attempt; null when it was the last.</summary>
    /// <param name="tries">Attempts so far, 1 or more.</param>
    public static double? After(int tries) =>
        tries >= MostAttempts ? null : Math.Min(LongestSeconds, FirstSeconds * Math.Pow(2, tries - 1));
}
