namespace Onair.Recordings.Aac;

/// <summary>A silent frame of AAC-LC (ISO/IEC 14496-3, 4.4.2): all spectra are empty.</summary>
public static class SilentFrame
{
    private const int SingleChannel = 0, ChannelPair = 1, LowFrequency = 3, End = 7;

    // ISO/IEC 14496-3, table 1.19: the elements of each channel configuration.
    private static readonly int[][] Elements =
    [
        [], [SingleChannel], [ChannelPair], [SingleChannel, ChannelPair], [SingleChannel, ChannelPair, SingleChannel],
        [SingleChannel, ChannelPair, ChannelPair], [SingleChannel, ChannelPair, ChannelPair, LowFrequency],
        [SingleChannel, ChannelPair, ChannelPair, ChannelPair, LowFrequency],
    ];

    /// <summary>The frame for a channel configuration of 1 to 7.</summary>
    public static byte[] Of(int channels)
    {
        var bits = new List<bool>();
        var tags = new int[4];
        foreach (var element in Elements[channels])
        {
            Put(element, 3);
            Put(tags[element]++, 4);
            if (element == ChannelPair) Put(0, 1); // common_window
            for (var stream = element == ChannelPair ? 2 : 1; stream > 0; stream--)
            {
                Put(0, 8); // global_gain
                Put(0, 11); // ics_info: a long window, max_sfb 0
                Put(0, 3); // no pulses, no noise shaping, no gain control
            }
        }

        Put(End, 3);
        while (bits.Count % 8 != 0) bits.Add(false);
        return [.. bits.Chunk(8).Select(b => (byte)b.Aggregate(0, (value, bit) => (value << 1) | (bit ? 1 : 0)))];

        void Put(int value, int count)
        {
            while (count-- > 0) bits.Add(((value >> count) & 1) == 1);
        }
    }
}
