namespace Onair.Emulator.Media.Readers;

/// <summary>Output arguments of every reader's ffmpeg: the best video and an audio stream if there is one, both copied.</summary>
internal static class ReaderOutput
{
    /// <summary>The arguments.</summary>
    /// <param name="program">Of the input, in ffmpeg's notation.</param>
    public static IReadOnlyList<string> Arguments(string program = "0") =>
    [
        "-map", $"{program}:v:0", "-map", $"{program}:a:0?",
        "-c", "copy", "-f", "mpegts", "-pat_period", "0.2", "-flush_packets", "1", "pipe:1",
    ];
}
