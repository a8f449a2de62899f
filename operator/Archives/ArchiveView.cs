using Onair.Recordings.Sessions;

namespace Onair.Operator.Archives;

/// <summary>What is known of a session's archive.</summary>
/// <param name="Recording">What is recorded, as far as the segments are indexed.</param>
/// <param name="Segments">How many segments there are.</param>
/// <param name="NotIndexed">How many of them are not indexed yet: the recording may have holes for that.</param>
/// <param name="Unreadable">Segments that are no recording, and why.</param>
internal sealed record ArchiveView(SessionRecording Recording, int Segments, int NotIndexed, IReadOnlyList<string> Unreadable);
