namespace Onair.Recordings.Ts;

/// <summary>SPS and PPS of a frame.</summary>
public static class ParameterSets
{
    /// <summary>All of them as Annex B with start codes of three bytes, so that they can be compared; empty without any.</summary>
    public static byte[] Of(ReadOnlySpan<byte> unit)
    {
        var sets = new List<byte>();
        foreach (var nal in new AnnexB(unit))
        {
            if (AnnexB.TypeOf(nal) is not (NalType.Sps or NalType.Pps)) continue;
            sets.AddRange(AnnexB.StartCode);
            sets.AddRange(nal);
        }

        return [.. sets];
    }
}
