namespace Onair.ConnectorPod.Sounds;

/// <summary>Tells sound from silence by the root mean square of the samples.</summary>
internal sealed class Loudness
{
    // −60 dB of full scale: below the noise of any microphone that is open, above dither.
    private const double Threshold = 32.768;

    private double _squares;
    private int _count;

    /// <summary>Whether the last tenth of a second with these samples is not silence.</summary>
    public bool IsHeard(ReadOnlySpan<short> samples)
    {
        foreach (var sample in samples) _squares += (double)sample * sample;
        _count += samples.Length;
        if (_count == 0) return false;
        var heard = Math.Sqrt(_squares / _count) >= Threshold;
        if (_count >= 9_600) (_squares, _count) = (0, 0);
        return heard;
    }
}
