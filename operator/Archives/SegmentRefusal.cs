namespace Onair.Operator.Archives;

/// <summary>Why a segment cannot be indexed.</summary>
/// <param name="Reason">For people.</param>
/// <param name="IsForeign">People see or hear something in it that Onair cannot read.</param>
internal sealed record SegmentRefusal(string Reason, bool IsForeign);
