using System.Globalization;

namespace Onair.Tests.Bench.Split;

/// <summary>What the bench has found out.</summary>
/// <param name="Frame">The section, exact to the frame.</param>
/// <param name="Keyframe">The section at key frames.</param>
/// <param name="Copy">ffmpeg's copy with faststart.</param>
/// <param name="Plain">Without.</param>
/// <param name="Remote">With faststart, read from the worker's S3 and uploaded to it.</param>
/// <param name="Encoded">Seconds that encoding all of it would take.</param>
/// <param name="EncodedSeconds">How much of it was encoded to know that.</param>
/// <param name="Hour">Three sections of all of the recording.</param>
/// <param name="Section">Length of the section, in seconds.</param>
/// <param name="Recorded">Length of the recording, in seconds.</param>
/// <param name="Bytes">Size of the recording.</param>
/// <param name="Load">Load average at the end.</param>
internal sealed record SplitResult(
    Measured Frame, Measured Keyframe, Measured Copy, Measured Plain, Measured Remote, double Encoded, double EncodedSeconds, Measured Hour, double Section, double Recorded,
    long Bytes, string Load)
{
    private double OfCopy => Frame.Seconds / Copy.Seconds;

    private double FasterThanEncoding => Encoded / Frame.Seconds;

    private double Realtime => Recorded / Hour.Seconds;

    private double Memory => Math.Max(Math.Max(Frame.Megabytes, Keyframe.Megabytes), Hour.Megabytes);

    private double Ratio => Math.Max(Math.Max(Frame.Ratio, Keyframe.Ratio), Hour.Ratio);

    /// <summary>The goals that were missed.</summary>
    public IReadOnlyList<string> Missed()
    {
        (bool Holds, FormattableString Goal)[] goals =
        [
            (OfCopy <= 1, $"Frame takes {OfCopy:f2} × the plain copy"),
            (FasterThanEncoding >= 60, $"Frame is {FasterThanEncoding:f0} × faster than encoding"),
            (Realtime >= 600, $"an hour in three sections is cut at {Realtime:f0} × realtime"),
            (Memory < 300, $"a worker takes {Memory:f0} MB"),
            (Ratio <= 1.1, $"{Ratio:f2} × the section's bytes are read"),
        ];
        return [.. goals.Where(g => !g.Holds).Select(g => g.Goal.ToString(CultureInfo.InvariantCulture))];
    }

    public string Page() => string.Create(CultureInfo.InvariantCulture, $"""
        # Cutting a recording

        {Section / 60:f0} minutes ({Section:f1} s, from within a group to within another, over nine segments) out of an hour of 1280x720 at 30 frames a second,
        {Bytes * 8 / Recorded / 1e6:f1} Mb/s in segments of 300 s. The worker reads from the emulator's S3 and uploads to it, over the loopback, on the same
        {Environment.ProcessorCount} cores as the emulator; its time is from the start of its process to its end, when all parts are uploaded. ffmpeg reads the same
        segments as files and writes a file. Processor time is that of the program and its children, not the emulator's.
        All took turns, {Frame.Runs.Count} each; medians, and least to most in brackets. Encoding was measured on {EncodedSeconds:f0} s of the section. Load average {Load} at the end
        (0 to 1 on a quiet machine). Written by `Onair.Tests.Bench split` from one run.

        | | | goal |
        |---|---|---|
        | **Frame, as a multiple of ffmpeg's copy** (concat demuxer, +faststart) | {OfCopy:f2} | ≤ 1.0 |
        | Frame, as a multiple of the same without faststart | {Frame.Seconds / Plain.Seconds:f2} | |
        | Frame, as a multiple of ffmpeg's copy that reads from and uploads to the same S3 | {Frame.Seconds / Remote.Seconds:f2} | |
        | Keyframe, as a multiple of ffmpeg's copy | {Keyframe.Seconds / Copy.Seconds:f2} | |
        | **Frame, times faster than encoding all of it** | {FasterThanEncoding:f0} | ≥ 60 |
        | **the hour into three sections, times realtime** | {Realtime:f0} | ≥ 600 |
        | **most memory of a worker and its children** | {Memory:f0} MB | < 300 MB |
        | **bytes read, as a multiple of the section's** | {Ratio:f3} | ≤ 1.1 |

        | | seconds | processor seconds |
        |---|---|---|
        | Frame | {Frame} |
        | Keyframe | {Keyframe} |
        | ffmpeg's copy, +faststart; its cuts are at key frames | {Copy} |
        | the same without faststart | {Plain} |
        | ffmpeg's copy, +faststart, from the same S3 by signed URLs, and uploaded to it | {Remote} |
        | the hour, Frame, three workers at once | {Hour} |
        | ffmpeg, all encoded anew (superfast) | {Encoded:f0} | |
        | the emulator afterwards, making one object of the parts | {Frame.Completing:f2} | |

        """);
}
