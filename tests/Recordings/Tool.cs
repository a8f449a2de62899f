using System.Diagnostics;

namespace Onair.Tests.Recordings;

/// <summary>ffmpeg and ffprobe, run to their end.</summary>
internal static class Tool
{
    /// <summary>Takes bytes of the output.</summary>
    public delegate void Bytes(ReadOnlySpan<byte> bytes);

    /// <summary>Returns what it printed.</summary>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        using var output = new MemoryStream();
        await ReadAsync(program, arguments, bytes => output.Write(bytes));
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>Throws with what it complained about, whatever its exit code is.</summary>
    public static async Task ReadAsync(string program, IEnumerable<string> arguments, Bytes take)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync();
            var buffer = new byte[1 << 18];
            while (await process.StandardOutput.BaseStream.ReadAsync(buffer) is > 0 and var read) take(buffer.AsSpan(0, read));
            await process.WaitForExitAsync();
            var said = (await errors).Trim();
            if (process.ExitCode != 0 || said.Length > 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode} and said: {said}");
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
