using System.IO.Pipelines;
using Onair.Recordings.Cutting;

namespace Onair.Splitter.Storage;

/// <summary>Reads runs of GOPs in order, a few megabytes ahead of the consumer.</summary>
internal sealed class RunPipe : IAsyncDisposable
{
    private const int Ahead = 8 << 20;

    private readonly Pipe _pipe = new(new PipeOptions(
        pauseWriterThreshold: Ahead, resumeWriterThreshold: Ahead / 2, minimumSegmentSize: 1 << 18, useSynchronizationContext: false));

    private readonly CancellationTokenSource _stop;
    private readonly Task _filling;

    public RunPipe(ArchiveReader archive, CutPlan plan, IEnumerable<CutRun> runs, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _filling = Task.Run(() => FillAsync(archive, plan, runs, _stop.Token), CancellationToken.None);
    }

    /// <summary>Consumes the bytes that are available, at most <paramref name="left"/>.</summary>
    /// <param name="left">How many bytes of the run are left.</param>
    /// <param name="use">Consumes some of them.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many were consumed.</returns>
    public async ValueTask<long> TakeAsync(long left, Action<ReadOnlyMemory<byte>> use, CancellationToken cancellationToken)
    {
        var result = await _pipe.Reader.ReadAsync(cancellationToken);
        var bytes = result.Buffer.Slice(0, Math.Min(left, result.Buffer.Length));
        foreach (var piece in bytes) use(piece);
        var taken = bytes.Length;
        _pipe.Reader.AdvanceTo(bytes.End);
        if (taken == 0 && result.IsCompleted) throw new InvalidOperationException("the runs have ended");
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _filling;
        await _pipe.Reader.CompleteAsync();
        _stop.Dispose();
    }

    private async Task FillAsync(ArchiveReader archive, CutPlan plan, IEnumerable<CutRun> runs, CancellationToken cancellationToken)
    {
        var writer = _pipe.Writer;
        try
        {
            foreach (var run in runs)
            {
                await archive.ReadAsync(plan.Pieces[run.Piece], run, size => Limit(writer.GetMemory(1), size), async (read, token) =>
                {
                    writer.Advance(read);
                    await writer.FlushAsync(token);
                }, cancellationToken);
            }

            await writer.CompleteAsync();
        }
        catch (Exception e) // rethrown to the reader
        {
            await writer.CompleteAsync(e);
        }
    }

    private static Memory<byte> Limit(Memory<byte> memory, int size) => memory.Length > size ? memory[..size] : memory;
}
