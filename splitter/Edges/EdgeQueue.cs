using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Onair.Recordings.Cutting;

namespace Onair.Splitter.Edges;

/// <summary>Encodes the edges of a section in order while the rest is copied, a few ahead of the consumer.</summary>
internal sealed class EdgeQueue : IAsyncDisposable
{
    private const int Ahead = 4;

    private readonly Channel<Edge> _edges = Channel.CreateBounded<Edge>(Ahead);
    private readonly CancellationTokenSource _stop;
    private readonly EdgeEncoder _encoder;
    private readonly List<Task> _encoding = [];
    private readonly Task _making;

    public EdgeQueue(EdgeEncoder encoder, IEnumerable<CutRun> runs, CancellationToken cancellationToken)
    {
        _encoder = encoder;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _making = Task.Run(() => MakeAsync([.. runs.Where(r => r.Use == GroupUse.Edge)], _stop.Token), CancellationToken.None);
    }

    /// <summary>The next edge, in the order of the runs.</summary>
    public async ValueTask<Edge> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _edges.Reader.ReadAsync(cancellationToken);
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

    private async Task MakeAsync(IReadOnlyList<CutRun> runs, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var run in runs)
            {
                var edge = await _encoder.MakeAsync(run, cancellationToken);
                _encoding.Add(edge.Frames);
                await _edges.Writer.WriteAsync(edge, cancellationToken);
            }

            _edges.Writer.Complete();
        }
        catch (Exception e) // rethrown to the reader
        {
            _edges.Writer.Complete(e);
        }
    }
}
