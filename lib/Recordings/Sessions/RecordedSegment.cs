using Onair.Recordings.Index;

namespace Onair.Recordings.Sessions;

/// <summary>A segment of a session's recording.</summary>
/// <param name="Pipeline">The folder of the pipeline that recorded it: <c>a</c> or <c>b</c>.</param>
/// <param name="Key">The object's key.</param>
/// <param name="Counter">The number in its name; consecutive numbers were recorded one after the other.</param>
/// <param name="Index">The index of its content.</param>
public sealed record RecordedSegment(string Pipeline, string Key, int Counter, SegmentIndex Index);
