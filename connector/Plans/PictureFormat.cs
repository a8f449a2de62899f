using Onair.Connectors;

namespace Onair.ConnectorPod.Plans;

/// <summary>Size and pace of what is captured, shown and encoded: yuv420p, and 16-bit stereo at 48 kHz.</summary>
/// <param name="Width">Pixels; even.</param>
/// <param name="Height">Pixels; even.</param>
/// <param name="FrameRate">Frames per second.</param>
internal sealed record PictureFormat(int Width, int Height, int FrameRate)
{
    /// <summary>Samples per second of each channel.</summary>
    public const int SampleRate = 48_000;

    public const int Channels = 2;

    /// <summary>Bytes of a frame: luma, and two planes of a quarter of its size.</summary>
    public int FrameBytes => Width * Height * 3 / 2;

    /// <summary>Bytes of the luma, which comes first.</summary>
    public int LumaBytes => Width * Height;

    public TimeSpan FrameTime => TimeSpan.FromSeconds(1.0 / FrameRate);

    public static PictureFormat Of(ConnectorPlan plan) => new(plan.Width, plan.Height, plan.FrameRate);

    /// <summary>
    /// Samples of a channel that belong to a tick. Some ticks have one more where the frame rate does not divide 48,000, so that nothing
    /// drifts.
    /// </summary>
    public int SamplesOf(long tick) => (int)(SamplesBefore(tick + 1) - SamplesBefore(tick));

    /// <summary>When a tick is due after the start of the clock.</summary>
    public TimeSpan Due(long tick) => TimeSpan.FromTicks((long)((Int128)tick * TimeSpan.TicksPerSecond / FrameRate));

    private long SamplesBefore(long tick) => tick * SampleRate / FrameRate;
}
