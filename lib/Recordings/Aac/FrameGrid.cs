namespace Onair.Recordings.Aac;

/// <summary>
/// Lays the frames of several recordings on one grid, for a track of AAC has frames of 1,024 samples one after the other and no
/// holes. A frame is left out when it would come before its turn by more than half a frame, and silence is put before it when it
/// would come after: so none is heard more than half a frame from its time, which is 10.7 ms at 48 kHz.
/// </summary>
public sealed class FrameGrid
{
    private const int Frame = AacConfig.FrameSamples;

    private bool _begun;

    /// <summary>Where the first frame begins, in samples from the section's start; not behind it.</summary>
    public long Origin { get; private set; }

    /// <summary>Frames so far, silent ones included.</summary>
    public long Count { get; private set; }

    private long Next => Origin + (Count * Frame);

    /// <summary>Offers a frame: how many silent ones go before it; −1 when it is left out.</summary>
    /// <param name="at">Its first sample, from the section's start.</param>
    public int Offer(long at)
    {
        // The frame that is heard at the start needs the one before it to be decoded.
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

    /// <summary>How many silent frames are missing to the end.</summary>
    /// <param name="end">Samples from the section's start.</param>
    public int Finish(long end)
    {
        var silent = Math.Max(0, (end - Next + Frame - 1) / Frame);
        Count += silent;
        return (int)silent;
    }
}
