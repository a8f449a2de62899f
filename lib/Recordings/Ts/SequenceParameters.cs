namespace Onair.Recordings.Ts;

/// <summary>What an H.264 sequence parameter set says about the stream (ITU-T H.264, 7.3.2.1.1).</summary>
/// <param name="Codec">The RFC 6381 name, e.g. <c>avc1.4D401F</c>.</param>
/// <param name="Width">Pixels after cropping.</param>
/// <param name="Height">Pixels after cropping.</param>
public sealed record SequenceParameters(string Codec, int Width, int Height)
{
    /// <summary>Duration of a field or half a frame, in units of <see cref="TimeScale"/>; 0 when unspecified.</summary>
    public uint UnitsInTick { get; init; }

    /// <summary>Units per second; 0 when unspecified.</summary>
    public uint TimeScale { get; init; }

    /// <summary>Frames per second; 0 when unspecified.</summary>
    public double FrameRate => UnitsInTick == 0 ? 0 : TimeScale / (2.0 * UnitsInTick);

    /// <summary>Whether all frames have the same duration.</summary>
    public bool FixedFrameRate { get; init; }

    /// <summary>Shape of a pixel, width to height; 0 to 0 when unspecified.</summary>
    public (int Width, int Height) PixelAspect { get; init; }

    /// <summary>chroma_format_idc: 1 for 4:2:0.</summary>
    public int ChromaFormat { get; init; } = 1;

    /// <summary>Bits of a luma and of a chroma sample.</summary>
    public (int Luma, int Chroma) BitDepth { get; init; } = (8, 8);

    /// <summary>Looks for the set in an Annex B byte stream; null when there is none or it is truncated.</summary>
    public static SequenceParameters? Find(ReadOnlySpan<byte> stream)
    {
        ReadOnlySpan<byte> startCode = [0, 0, 1];
        for (var at = stream.IndexOf(startCode); at >= 0;)
        {
            stream = stream[(at + 3)..];
            at = stream.IndexOf(startCode);
            if (stream.Length > 4 && (stream[0] & 0x1f) == 7) return Read(at < 0 ? stream : stream[..at]);
        }

        return null;
    }

    private static SequenceParameters? Read(ReadOnlySpan<byte> unit)
    {
        var codec = $"avc1.{unit[1]:X2}{unit[2]:X2}{unit[3]:X2}";
        var bits = new ExpGolombReader(unit[4..]);
        bits.Unsigned(); // seq_parameter_set_id
        var chroma = 1u;
        var depth = (Luma: 8, Chroma: 8);
        if (unit[1] is 100 or 110 or 122 or 244 or 44 or 83 or 86 or 118 or 128)
        {
            chroma = bits.Unsigned();
            if (chroma == 3) bits.Skip(1);
            depth = (8 + (int)bits.Unsigned(), 8 + (int)bits.Unsigned());
            bits.Skip(1);
            if (bits.Bit() == 1) return null; // scaling matrices: live encoders do not send them
        }

        bits.Unsigned(); // log2_max_frame_num
        SkipPictureOrder(ref bits);
        bits.Unsigned(); // max_num_ref_frames
        bits.Skip(1);
        var width = (bits.Unsigned() + 1) * 16;
        var mapUnits = (bits.Unsigned() + 1) * 16;
        var frameOnly = bits.Bit();
        var height = (2 - frameOnly) * mapUnits;
        if (frameOnly == 0) bits.Skip(1);
        bits.Skip(1);
        if (bits.Bit() == 1)
        {
            var unitX = chroma is 1 or 2 ? 2u : 1u;
            var unitY = (chroma == 1 ? 2u : 1u) * (2 - frameOnly);
            width -= (bits.Unsigned() + bits.Unsigned()) * unitX;
            height -= (bits.Unsigned() + bits.Unsigned()) * unitY;
        }

        if (bits.Exhausted) return null;
        var known = new SequenceParameters(codec, (int)width, (int)height) { ChromaFormat = (int)chroma, BitDepth = depth };
        return bits.Bit() == 1 ? UsabilityInformation.Read(ref bits, known) : known;
    }

    private static void SkipPictureOrder(ref ExpGolombReader bits)
    {
        switch (bits.Unsigned())
        {
            case 0:
                bits.Unsigned();
                break;
            case 1:
                bits.Skip(1);
                bits.Unsigned();
                bits.Unsigned();
                for (var cycle = Math.Min(255, bits.Unsigned()); cycle > 0; cycle--) bits.Unsigned();
                break;
        }
    }
}
