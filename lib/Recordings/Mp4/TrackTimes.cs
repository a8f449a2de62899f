namespace Onair.Recordings.Mp4;

/// <summary>The times of a track's samples, all in units of its own time scale.</summary>
/// <param name="Durations">Of samples in decoding order, as runs.</param>
/// <param name="Shifts">From each sample's decoding to its presentation, as runs; empty when there is none.</param>
/// <param name="Start">Where in the track the movie begins.</param>
/// <param name="Duration">Of all samples.</param>
internal sealed record TrackTimes(
    IReadOnlyList<(long Count, long Value)> Durations, IReadOnlyList<(long Count, long Value)> Shifts, long Start, long Duration);
