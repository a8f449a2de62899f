using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Onair.Recordings.Cutting;

namespace Onair.Splitter.Edges;

/// <summary>Makes the edges of a section one after the other while the rest is copied, a few ahead of who uses them.</summary>
internal sealed class EdgeQueue : IAsyncDisposable
{
    private const int Ahead = 4;

    private readonly Channel<Edge> _edges = Channel.CreateBounded<Edge>(Ahead);
    private readonly CancellationTokenSource _stop;
    private readonly EdgeEncoder _encoder;
    private readonly List<Task> _encoding = [];
    private readonly Task _making;

    public EdgeQueue(EdgeEncoder encoder, IEnumerable<CutRun> runs, CancellationToken ct)
    {
        _encoder = encoder;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _making = Task.Run(() => MakeAsync([.. runs.Where(r => r.Use == GroupUse.Edge)], _stop.Token), CancellationToken.None);
    }

    /// <summary>The next edge, in the order of the runs.</summary>
    public async ValueTask<Edge> NextAsync(CancellationToken ct)
    {
        try
        {
            return await _edges.Reader.ReadAsync(ct);
        }
        catch (ChannelClosedException e) when (e.InnerException is { } reason)
        {
            ExceptionDispatchInfo.Throw(reason);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _making;
        await Task.WhenAll(_encoding).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _encoder.Dispose();
        _stop.Dispose();
    }

    private async Task MakeAsync(IReadOnlyList<CutRun> runs, CancellationToken ct)
    {
        try
        {
            foreach (var run in runs)
            {
                var edge = await _encoder.MakeAsync(run, ct);
                _encoding.Add(edge.Frames);
                await _edges.Writer.WriteAsync(edge, ct);
            }

            _edges.Writer.Complete();
        }
        catch (Exception e) // who reads gets it
        {
            _edges.Writer.Complete(e);
        }
    }
}
