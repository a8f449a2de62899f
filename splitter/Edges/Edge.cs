using Onair.Recordings.Cutting;

namespace Onair.Splitter.Edges;

/// <summary>A GOP that a cut goes through, or may go through.</summary>
/// <param name="Bytes">The GOP as recorded, which the audio is taken from.</param>
/// <param name="Use">Copy: all its frames are in the piece. Sound: none is. Edge: those of <paramref name="Frames"/>.</param>
/// <param name="Frames">The re-encoded frames in decoding order, with times from the segment's first frame.</param>
/// <param name="From">Time of the first frame in the piece, from the segment's first frame; the end of the GOP when there is none.</param>
/// <param name="To">Where the last frame in the piece ends.</param>
internal sealed record Edge(byte[] Bytes, GroupUse Use, Task<IReadOnlyList<(byte[] Unit, long At)>> Frames, long From, long To);
