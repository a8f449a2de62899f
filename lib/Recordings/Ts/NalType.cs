namespace Onair.Recordings.Ts;

/// <summary>Types of H.264 units (ITU-T H.264, table 7-1).</summary>
public static class NalType
{
    /// <summary>A slice of a non-IDR picture, which may refer to earlier pictures.</summary>
    public const int Slice = 1;

    /// <summary>A slice of an IDR picture: no later picture refers to one before it.</summary>
    public const int IdrSlice = 5;

    /// <summary>Supplemental enhancement information.</summary>
    public const int Sei = 6;

    /// <summary>Sequence parameter set.</summary>
    public const int Sps = 7;

    /// <summary>Picture parameter set.</summary>
    public const int Pps = 8;

    /// <summary>Access unit delimiter.</summary>
    public const int Delimiter = 9;

    /// <summary>Filler data for a constant bitrate.</summary>
    public const int Filler = 12;
}
