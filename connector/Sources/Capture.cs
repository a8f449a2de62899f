using Onair.ConnectorPod.Lanes;
using Onair.ConnectorPod.Plans;
using Onair.ConnectorPod.Processes;
using Onair.Processes;

namespace Onair.ConnectorPod.Sources;

/// <summary>Copies what a capturing program writes into a lane.</summary>
internal static class Capture
{
    /// <summary>Frames, until the stream ends.</summary>
    public static async Task FramesAsync(Stream stream, Lane lane, CancellationToken cancellationToken)
    {
        while (true)
        {
            var frame = lane.Pool.Rent();
            if (await stream.ReadAtLeastAsync(frame.Bytes, frame.Bytes.Length, throwOnEndOfStream: false, cancellationToken) < frame.Bytes.Length)
            {
                frame.Release();
                return;
            }

            lane.Picture.Put(frame);
        }
    }

    /// <summary>Samples, until the stream ends.</summary>
    public static async Task SamplesAsync(Stream stream, Lane lane, CancellationToken cancellationToken)
    {
        var buffer = new byte[PictureFormat.SampleRate * PictureFormat.Channels * 2 / 10];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read) lane.Sound.Put(buffer.AsSpan(0, read));
    }

    /// <summary>Runs a program that writes to one socket, until it ends or is cancelled.</summary>
    /// <param name="program">What captures.</param>
    /// <param name="arguments">Given the URL of the socket.</param>
    /// <param name="environment">Its environment.</param>
    /// <param name="socketPath">Where the socket is made.</param>
    /// <param name="copy">Reads what it writes.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>What it said at the end.</returns>
    public static async Task<string> RunAsync(
        string program, Func<string, IEnumerable<string>> arguments, IReadOnlyDictionary<string, string?> environment, string socketPath,
        Func<Stream, CancellationToken, Task> copy, CancellationToken cancellationToken)
    {
        using var socket = new MediaSocket(socketPath);
        await using var process = await ChildProcess.StartAsync(program, arguments(socket.Url), environment);
        try
        {
            await using var stream = await socket.AcceptAsync(process, cancellationToken);
            await copy(stream, cancellationToken);
        }
        catch (IOException)
        {
            // It has ended, and says why.
        }

        process.Kill();
        await process.Exited;
        return process.LastWords;
    }
}
