namespace Onair.Recordings.Index;

/// <summary>A group of pictures. It can be copied as a whole, because it begins with a key frame and depends on nothing before it.</summary>
/// <param name="Offset">
/// Where it begins in the segment, in bytes: at the PAT and PMT right before its key frame if they exist, otherwise at the key frame.
/// </param>
/// <param name="Bytes">Size up to the next GOP or the segment's end, including the audio multiplexed in between.</param>
/// <param name="At">Presentation time of its first frame, in 90-kHz ticks from the segment's first frame.</param>
/// <param name="Frames">Number of frames.</param>
public readonly record struct Gop(long Offset, int Bytes, long At, int Frames);
