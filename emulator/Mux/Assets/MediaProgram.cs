using System.Text;
using Onair.Processes;

namespace Onair.Emulator.Mux.Assets;

/// <summary>Runs ffmpeg and ffprobe on files that strangers sent.</summary>
internal static class MediaProgram
{
    /// <summary>
    /// Files are containers and nothing that names other files: a playlist or a concat script would have ffmpeg read whatever it names.
    /// </summary>
    public static readonly IReadOnlyList<string> Input =
    [
        "-protocol_whitelist", "file", "-format_whitelist",
        "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,avi,flv,asf,ogg,nut,mxf,wav,mp3,aac,flac,h264,hevc",
    ];

    /// <summary>Runs a program to its end; cancelled, it is killed.</summary>
    /// <returns>Its exit code, what it printed, and its last words.</returns>
    public static async Task<(int ExitCode, string Output, string LastWords)> RunAsync(
        string program, IReadOnlyList<string> arguments, string folder, CancellationToken cancellationToken)
    {
        await using var process = await ChildProcess.StartAsync(program, arguments, readOutput: true, workingDirectory: folder);
        using var reader = new StreamReader(process.Output, Encoding.UTF8);
        var output = await reader.ReadToEndAsync(cancellationToken);
        await process.Exited.WaitAsync(cancellationToken);
        return (process.ExitCode, output, process.LastWords);
    }
}
