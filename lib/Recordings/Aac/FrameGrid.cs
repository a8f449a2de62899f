namespace Onair.Recordings.Aac;

/// <summary>
/// Places the frames of several recordings on one grid: an AAC track is a sequence of frames of 1,024 samples without gaps. A frame
/// that is more than half a frame early is dropped, and silence is inserted before one that is late. So no frame is off by more
/// than half a frame, which is 10.7 ms at 48 kHz.
/// </summary>
public sealed class FrameGrid
{
    private const int Frame = AacConfig.FrameSamples;

    private bool _begun;

    /// <summary>Where the first frame begins, in samples from the section's start; 0 or negative.</summary>
    public long Origin { get; private set; }

    /// <summary>Number of frames so far, including silent ones.</summary>
    public long Count { get; private set; }

    private long Next => Origin + (Count * Frame);

    /// <summary>Offers a frame. Returns the number of silent frames before it; −1 when it is dropped.</summary>
    /// <param name="at">Its first sample, from the section's start.</param>
    public int Offer(long at)
    {
        // Decoding the frame at the start requires the one before it.
        if (!_begun && at <= -2 * Frame) return -1;
        var silent = 0L;
        if (!_begun)
        {
            silent = at <= 0 ? 0 : (at + Frame - 1) / Frame;
            (_begun, Origin) = (true, at - (silent * Frame));
        }
        else if (at < Next - (Frame / 2))
        {
            return -1;
        }
        else if (at > Next + (Frame / 2))
        {
            silent = (at - Next + (Frame / 2)) / Frame;
        }

        Count += silent + 1;
        return (int)silent;
    }

    /// <summary>Number of silent frames needed to reach the end.</summary>
    /// <param name="end">Samples from the section's start.</param>
    public int Finish(long end)
    {
        var silent = Math.Max(0, (end - Next + Frame - 1) / Frame);
        Count += silent;
        return (int)silent;
    }
}
