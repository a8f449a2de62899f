namespace Onair.Recordings.Ts;

/// <summary>The part of a sequence parameter set that describes how to show the frames (ITU-T H.264, E.1.1).</summary>
internal static class UsabilityInformation
{
    private const uint ExtendedAspect = 255;

    // Table E-1.
    private static readonly (int, int)[] Aspects =
    [
        (0, 0), (1, 1), (12, 11), (10, 11), (16, 11), (40, 33), (24, 11), (20, 11), (32, 11),
        (80, 33), (18, 11), (15, 11), (64, 33), (160, 99), (4, 3), (3, 2), (2, 1),
    ];

    /// <summary>Adds its values; nothing when it is truncated.</summary>
    public static SequenceParameters Read(ref ExpGolombReader bits, SequenceParameters known)
    {
        var aspect = bits.Bit() == 1 ? ReadAspect(ref bits) : (0, 0);
        if (bits.Bit() == 1) bits.Skip(1); // overscan
        if (bits.Bit() == 1)
        {
            bits.Skip(4); // video_format, video_full_range_flag
            if (bits.Bit() == 1) bits.Skip(24); // primaries, transfer, matrix
        }

        if (bits.Bit() == 1)
        {
            bits.Unsigned(); // chroma_sample_loc_type_top_field
            bits.Unsigned(); // chroma_sample_loc_type_bottom_field
        }

        if (bits.Bit() == 0) return bits.Exhausted ? known : known with { PixelAspect = aspect };
        var (units, scale, isFixed) = (Word(ref bits, 32), Word(ref bits, 32), bits.Bit() == 1);
        return bits.Exhausted ? known : known with { PixelAspect = aspect, UnitsInTick = units, TimeScale = scale, FixedFrameRate = isFixed };
    }

    private static (int Width, int Height) ReadAspect(ref ExpGolombReader bits)
    {
        var index = Word(ref bits, 8);
        if (index == ExtendedAspect) return ((int)Word(ref bits, 16), (int)Word(ref bits, 16));
        return index < Aspects.Length ? Aspects[index] : (0, 0);
    }

    private static uint Word(ref ExpGolombReader bits, int count)
    {
        var value = 0u;
        while (count-- > 0) value = (value << 1) | bits.Bit();
        return value;
    }
}
