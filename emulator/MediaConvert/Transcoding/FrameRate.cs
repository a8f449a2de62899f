using Onair.Recordings.Ts;

namespace Onair.Emulator.MediaConvert.Transcoding;

/// <summary>Frames per second.</summary>
internal readonly record struct FrameRate(int Numerator, int Denominator)
{
    private static readonly FrameRate[] Common =
    [
        new(24_000, 1001), new(24, 1), new(25, 1), new(30_000, 1001), new(30, 1), new(50, 1), new(60_000, 1001), new(60, 1), new(15, 1), new(10, 1),
    ];

    /// <summary>90-kHz ticks of a frame.</summary>
    public double Ticks => (double)TsClock.Rate * Denominator / Numerator;

    /// <summary>What timecodes count to: 30 for 29.97.</summary>
    public int Nominal => (int)Math.Round((double)Numerator / Denominator);

    /// <summary>The rate of frames that are so many ticks apart, which are whole numbers: of 23.976, 3753 and 3754 in turn.</summary>
    public static FrameRate FromTicks(long ticks)
    {
        var near = Array.FindIndex(Common, r => Math.Abs(r.Ticks - ticks) < 0.8);
        if (near >= 0) return Common[near];
        var divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(TsClock.Rate, ticks);
        return new FrameRate((int)(TsClock.Rate / divisor), (int)(ticks / divisor));
    }
}
