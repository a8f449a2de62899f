namespace Onair.Recordings.Cutting;

/// <summary>What a cut does with a group of pictures.</summary>
public enum GroupUse
{
    /// <summary>Only audio is taken, of frames that are multiplexed here and shown in the group before or behind.</summary>
    Sound,

    /// <summary>All frames are taken as they are.</summary>
    Copy,

    /// <summary>The cut may be inside: the frames in the piece are encoded anew.</summary>
    Edge,
}
