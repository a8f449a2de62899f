namespace Onair.Recordings.Index;

/// <summary>A group of pictures: what can be copied as a whole, for it begins with a key frame and depends on nothing before it.</summary>
/// <param name="Offset">
/// Where it begins in the segment, in bytes: at the PAT and PMT right before its key frame, when there are, else at the key frame.
/// </param>
/// <param name="Bytes">To the next group, or to the segment's end; audio that is multiplexed in between included.</param>
/// <param name="At">Presentation time of its first frame, in 90-kHz ticks from the segment's first frame.</param>
/// <param name="Frames">How many frames it has.</param>
public readonly record struct Gop(long Offset, int Bytes, long At, int Frames);
