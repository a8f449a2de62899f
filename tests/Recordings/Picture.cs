using System.Globalization;

namespace Onair.Tests.Recordings;

/// <summary>ffmpeg's source of picture and sound, and how to read the number of a frame back.</summary>
internal static class Picture
{
    /// <summary>Bits of the counter: two hours at 30 frames a second.</summary>
    public const int Bits = 18;

    /// <summary>Side of a bit.</summary>
    public const int Block = 32;

    public const double BeepSeconds = 0.04;

    /// <summary>Counts from a frame on, and beeps when it is a full second. It rustles in between, for silence takes no bytes.</summary>
    public static string Counter(RecordingSpec spec, int from)
    {
        var boxes = string.Concat(Enumerable.Range(0, Bits).Select(bit => Text(
            $",drawbox=x={bit * Block}:y=0:w={Block}:h={Block}:c=white:t=fill:enable='mod(floor((n+{from})/{1 << bit})\\,2)'")));
        var beep = Text($"aevalsrc='if(lt(mod(t+{(double)from / spec.FrameRate}\\,1)\\,{BeepSeconds})\\,0.5*sin(2*PI*1000*(t+{(double)from / spec.FrameRate}))\\,0)+0.04*(random(0)-0.5)':s=16000");
        return Text($"color=c=black:s={spec.Width}x{spec.Height}:r={spec.FrameRate}{boxes}[out0];{beep}[out1]");
    }

    /// <summary>Detail that scrolls at changing speed.</summary>
    public static string Scene(RecordingSpec spec) => Text(
        $"testsrc2=s={spec.Width}x{spec.Height}:r={spec.FrameRate},noise=alls=6:allf=t[out0];sine=frequency=330:beep_factor=3:sample_rate=48000[out1]");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
