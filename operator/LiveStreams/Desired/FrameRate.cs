namespace Onair.Operator.LiveStreams.Desired;

/// <summary>Frame rates in MediaLive's form: a fraction.</summary>
internal static class FrameRate
{
    /// <summary>23.976, 29.97, 47.952 and 59.94 are the NTSC rates; every other rate is rounded to a thousandth.</summary>
    public static (int Numerator, int Denominator) ToFraction(double rate)
    {
        var whole = (int)Math.Round(rate);
        if (Math.Abs(rate - whole) < 0.0005) return (whole, 1);
        var ntsc = (int)Math.Ceiling(rate);
        return Math.Abs(rate - (ntsc * 1000d / 1001)) < 0.005 ? (ntsc * 1000, 1001) : ((int)Math.Round(rate * 1000), 1000);
    }
}
