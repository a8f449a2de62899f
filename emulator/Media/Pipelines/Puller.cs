using System.Buffers;
using System.Threading.Channels;
using Onair.Emulator.Media.Readers;
using Onair.Primitives;

namespace Onair.Emulator.Media.Pipelines;

/// <summary>Copies one source to the switch, and reconnects when it ends.</summary>
internal sealed partial class Puller(int source, PipelineSource pipeline, ISourceReader reader, TimeProvider time, ILogger log)
{
    /// <summary>Where the stream comes from, for people.</summary>
    public string From => reader.From;

    public bool Unreachable => reader.Unreachable;

    public async Task RunAsync(ChannelWriter<SourceChunk> output, CancellationToken cancellationToken)
    {
        await using var closing = reader;
        var backoff = new RestartBackoff(TimeSpan.FromMilliseconds(200), reader.LongestPause, time);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                backoff.Started();
                await PullAsync(output, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested) // one source must not end the channel
            {
                LogFailed(pipeline.InputId, pipeline.Pipeline, exception);
            }

            await output.WriteAsync(SourceChunk.End(source, Now), cancellationToken);
            await backoff.WaitAsync(cancellationToken);
        }
    }

    private TimeSpan Now => time.GetElapsedTime(0);

    private async Task PullAsync(ChannelWriter<SourceChunk> output, CancellationToken cancellationToken)
    {
        await using var ffmpeg = await reader.OpenAsync(cancellationToken);
        if (ffmpeg is null) return;
        var received = false;
        while (true)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
            var read = await ffmpeg.Output.ReadAsync(buffer, cancellationToken);
            if (read == 0) break;
            received = true;
            await output.WriteAsync(new SourceChunk(source, buffer, read, Now), cancellationToken);
        }

        await ffmpeg.Exited.WaitAsync(cancellationToken);
        reader.Ended(received, ffmpeg.LastWords);
    }
}

/// <summary>A piece of a source's stream, in a buffer of the shared pool; without data it says that the source ended.</summary>
/// <param name="Source">Index of the source; −1 for a tick of the clock.</param>
/// <param name="Buffer">Null without data.</param>
/// <param name="Length">Bytes used.</param>
/// <param name="At">Monotonic time of arrival.</param>
internal readonly record struct SourceChunk(int Source, byte[]? Buffer, int Length, TimeSpan At)
{
    public static SourceChunk End(int source, TimeSpan at) => new(source, null, 0, at);

    public static SourceChunk Tick(TimeSpan at) => new(-1, null, 0, at);
}
