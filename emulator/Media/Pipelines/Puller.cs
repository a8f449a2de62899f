using System.Buffers;
using System.Threading.Channels;
using Onair.Emulator.Media.Ingest;
using Onair.Emulator.Media.Processes;

namespace Onair.Emulator.Media.Pipelines;

/// <summary>
/// Copies one source from the ingest to the switch. It is connected before anybody publishes, so that nothing of the
/// first GOP is lost; the ingest tells it when the publisher leaves, and it connects anew.
/// </summary>
public sealed partial class Puller(
    int source, PipelineSource pipeline, MediaOptions options, RunDirectory directory, ProcessThread processes,
    Publishers publishers, TimeProvider time, ILogger log)
{
    private readonly string _stream = IngestTable.InternalName(pipeline.InputId, pipeline.Pipeline);

    public Publisher? Publisher => publishers.Current(_stream);

    public async Task RunAsync(ChannelWriter<SourceChunk> output, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2), time);
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
        var url = $"rtmp://127.0.0.1:{options.RtmpPorts[pipeline.Pipeline]}/{pipeline.Application}/{_stream}";
        // No "nobuffer": with it, ffmpeg throws away the seconds that it probed.
        await using var ffmpeg = await ChildProcess.StartAsync(
            processes, "ffmpeg",
            [
                "-hide_banner", "-nostdin", "-loglevel", "error", "-probesize", "500000",
                "-analyzeduration", "1000000", "-i", url, "-map", "0:v:0", "-map", "0:a:0?",
                "-c", "copy", "-f", "mpegts", "-pat_period", "0.2", "-flush_packets", "1", "pipe:1",
            ],
            directory.Path);
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
        if (!received && Publisher is not null) LogNothing(pipeline.InputId, pipeline.Pipeline, ffmpeg.LastWords);
    }
}

/// <summary>A piece of a source's stream, in a buffer of the shared pool; without data it says that the source ended.</summary>
/// <param name="Source">Index of the source; −1 for a tick of the clock.</param>
/// <param name="Buffer">Null without data.</param>
/// <param name="Length">Bytes used.</param>
/// <param name="At">Monotonic time of arrival.</param>
public readonly record struct SourceChunk(int Source, byte[]? Buffer, int Length, TimeSpan At)
{
    public static SourceChunk End(int source, TimeSpan at) => new(source, null, 0, at);

    public static SourceChunk Tick(TimeSpan at) => new(-1, null, 0, at);
}
