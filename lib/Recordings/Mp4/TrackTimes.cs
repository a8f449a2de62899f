namespace Onair.Recordings.Mp4;

/// <summary>The times of a track's samples, all in units of its own time scale.</summary>
/// <param name="Durations">Durations of samples in decoding order, as runs.</param>
/// <param name="Shifts">Offsets from decoding to presentation time, as runs; empty when all are 0.</param>
/// <param name="Start">Where in the track the movie begins.</param>
/// <param name="Duration">Duration of all samples.</param>
internal sealed record TrackTimes(
    IReadOnlyList<(long Count, long Value)> Durations, IReadOnlyList<(long Count, long Value)> Shifts, long Start, long Duration);
