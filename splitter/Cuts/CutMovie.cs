using Onair.Recordings.Cutting;

namespace Onair.Splitter.Cuts;

/// <summary>The MP4 that a cut made and uploaded.</summary>
/// <param name="Method">How its frames were made.</param>
/// <param name="Frames">Number of video frames.</param>
/// <param name="Ticks">Its duration, in 90-kHz ticks.</param>
/// <param name="Parts">Number of uploaded parts.</param>
internal sealed record CutMovie(CutMethod Method, long Frames, long Ticks, int Parts);
