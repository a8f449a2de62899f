namespace Onair.Recordings.Cutting;

/// <summary>What a cut does with a group of pictures.</summary>
public enum GroupUse
{
    /// <summary>Only audio is used: it is multiplexed here and belongs to the previous or the next GOP.</summary>
    Sound,

    /// <summary>All frames are copied.</summary>
    Copy,

    /// <summary>The cut may be inside the GOP: the frames in the piece are re-encoded.</summary>
    Edge,
}
