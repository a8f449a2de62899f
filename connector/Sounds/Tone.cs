using Onair.ConnectorPod.Plans;

namespace Onair.ConnectorPod.Sounds;

/// <summary>A tone of 1 kHz at −20 dB of full scale, as accompanies color bars (EBU R 68 and SMPTE RP 155).</summary>
internal sealed class Tone
{
    private const double Frequency = 1_000;
    private const double Amplitude = 3_276.7;

    private long _at;

    /// <summary>The next samples, both channels alike.</summary>
    public void Write(Span<short> samples)
    {
        for (var i = 0; i + 1 < samples.Length; i += PictureFormat.Channels, _at++)
            samples[i] = samples[i + 1] = (short)(Amplitude * Math.Sin(2 * Math.PI * Frequency * (_at % PictureFormat.SampleRate) / PictureFormat.SampleRate));
    }
}
