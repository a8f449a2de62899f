using System.IO.Pipelines;
using Onair.Recordings.Cutting;

namespace Onair.Splitter.Storage;

/// <summary>Reads runs of groups one after the other, some megabytes ahead of who uses them.</summary>
internal sealed class RunPipe : IAsyncDisposable
{
    private const int Ahead = 8 << 20;

    private readonly Pipe _pipe = new(new PipeOptions(
        pauseWriterThreshold: Ahead, resumeWriterThreshold: Ahead / 2, minimumSegmentSize: 1 << 18, useSynchronizationContext: false));

    private readonly CancellationTokenSource _stop;
    private readonly Task _filling;

    public RunPipe(ArchiveReader archive, CutPlan plan, IEnumerable<CutRun> runs, CancellationToken ct)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _filling = Task.Run(() => FillAsync(archive, plan, runs, _stop.Token), CancellationToken.None);
    }

    /// <summary>Takes the next bytes, as many as there are of the next <paramref name="left"/> ones.</summary>
    /// <param name="left">How many are left of the run.</param>
    /// <param name="use">Uses a piece of them.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many were used.</returns>
    public async ValueTask<long> TakeAsync(long left, Action<ReadOnlyMemory<byte>> use, CancellationToken ct)
    {
        var result = await _pipe.Reader.ReadAsync(ct);
        var bytes = result.Buffer.Slice(0, Math.Min(left, result.Buffer.Length));
        foreach (var piece in bytes) use(piece);
        var taken = bytes.Length;
        _pipe.Reader.AdvanceTo(bytes.End);
        if (taken == 0 && result.IsCompleted) throw new InvalidOperationException("the runs are at their end");
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _filling;
        await _pipe.Reader.CompleteAsync();
        _stop.Dispose();
    }

    private async Task FillAsync(ArchiveReader archive, CutPlan plan, IEnumerable<CutRun> runs, CancellationToken ct)
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
                }, ct);
            }

            await writer.CompleteAsync();
        }
        catch (Exception e) // who reads gets it
        {
            await writer.CompleteAsync(e);
        }
    }

    private static Memory<byte> Limit(Memory<byte> memory, int size) => memory.Length > size ? memory[..size] : memory;
}
