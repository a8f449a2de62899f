using Onair.Recordings.Cutting;

namespace Onair.Splitter.Edges;

/// <summary>A group that a cut goes through, or may go through.</summary>
/// <param name="Bytes">The group as it is recorded; its audio is taken from here.</param>
/// <param name="Use">Copy: all its frames are in the piece; Sound: none is; Edge: those of <paramref name="Frames"/>.</param>
/// <param name="Frames">To be encoded anew, in decoding order, with times from the segment's first frame.</param>
/// <param name="From">Time of the first frame in the piece, from the segment's first frame; where the group ends when none is.</param>
/// <param name="To">Where the last frame in the piece ends.</param>
internal sealed record Edge(byte[] Bytes, GroupUse Use, Task<IReadOnlyList<(byte[] Unit, long At)>> Frames, long From, long To);
