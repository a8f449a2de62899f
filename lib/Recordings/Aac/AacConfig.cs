namespace Onair.Recordings.Aac;

/// <summary>What is the same in all frames of an AAC stream.</summary>
/// <param name="ObjectType">MPEG-4 audio object type; 2 is LC.</param>
/// <param name="RateIndex">Index into the table of sample rates.</param>
/// <param name="Channels">channel_configuration: 1 mono, 2 stereo, 6 for 5.1.</param>
public readonly record struct AacConfig(int ObjectType, int RateIndex, int Channels)
{
    /// <summary>Samples per frame.</summary>
    public const int FrameSamples = 1_024;

    // ISO/IEC 14496-3, table 1.18.
    private static readonly int[] Rates = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];

    /// <summary>Samples per second.</summary>
    public int SampleRate => RateIndex < Rates.Length ? Rates[RateIndex] : 0;

    /// <summary>Number of output channels.</summary>
    public int ChannelCount => Channels == 7 ? 8 : Channels;

    /// <summary>AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1).</summary>
    public byte[] Specific() => [(byte)((ObjectType << 3) | (RateIndex >> 1)), (byte)((RateIndex << 7) | (Channels << 3))];
}
