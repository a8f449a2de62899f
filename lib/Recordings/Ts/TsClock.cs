namespace Onair.Recordings.Ts;

/// <summary>Arithmetic on the 33-bit, 90-kHz clock of MPEG-TS, which wraps every 26.5 hours.</summary>
public static class TsClock
{
    /// <summary>Ticks per second.</summary>
    public const long Rate = 90_000;

    private const long Wrap = 1L << 33;

    /// <summary>The time shifted by a number of ticks.</summary>
    public static long Add(long time, long offset) => (time + offset) & (Wrap - 1);

    /// <summary>a − b by the shorter way round, so that a wrap between the two has no effect.</summary>
    public static long Difference(long a, long b) => ((a - b + (Wrap / 2)) & (Wrap - 1)) - (Wrap / 2);
}
