namespace Onair.Recordings.Cutting;

/// <summary>Consecutive GOPs that a cut treats alike.</summary>
/// <param name="Piece">The index of the piece.</param>
/// <param name="First">The first GOP, an index into the piece's GOPs.</param>
/// <param name="Last">The last GOP, inclusive.</param>
/// <param name="Use">What is done with them.</param>
/// <param name="Offset">The offset of their first byte in the segment.</param>
/// <param name="Bytes">Their size in bytes.</param>
public sealed record CutRun(int Piece, int First, int Last, GroupUse Use, long Offset, long Bytes);
