using Onair.Recordings.Index;

namespace Onair.Recordings.Sessions;

/// <summary>A segment of a session's recording.</summary>
/// <param name="Pipeline">The folder of the pipeline that recorded it: <c>a</c> or <c>b</c>.</param>
/// <param name="Key">The object's key.</param>
/// <param name="Name">What its name says about its place in the recording.</param>
/// <param name="Index">The index of its content.</param>
public sealed record RecordedSegment(string Pipeline, string Key, SegmentName Name, SegmentIndex Index);
