namespace Onair.Recordings.Cutting;

/// <summary>Groups one after the other that a cut treats alike.</summary>
/// <param name="Piece">The index of the piece.</param>
/// <param name="First">The first group, an index into the piece's groups.</param>
/// <param name="Last">The last group, included.</param>
/// <param name="Use">What is done with them.</param>
/// <param name="Offset">Their first byte in the segment.</param>
/// <param name="Bytes">How many bytes.</param>
public sealed record CutRun(int Piece, int First, int Last, GroupUse Use, long Offset, long Bytes);
