namespace Onair.Tests.Bench.Admission;

/// <summary>
/// A connection that is opened anew every so many calls. The one before is closed when its last call has its answer. Calls wait
/// for the new one, as they would for the API server's.
/// </summary>
/// <param name="calls">The calls of each connection.</param>
/// <param name="open">Opens one.</param>
internal sealed class RenewedConnection(int calls, Func<Task<Connection>> open) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private Lease? _lease;

    public async Task<string?> CallAsync(AdmissionCall call)
    {
        Lease lease;
        lock (_gate)
        {
            if (_lease is null || _lease.Begun == calls) _lease = new(Task.Run(open));
            lease = _lease;
            lease.Begun++;
        }
        try
        {
            return await call.SendAsync(await lease.Opening);
        }
        finally
        {
            if (Interlocked.Increment(ref lease.Ended) == calls) await CloseAsync(lease);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_lease is not null && _lease.Ended < calls) await CloseAsync(_lease);
    }

    private static async Task CloseAsync(Lease lease)
    {
        if (lease.Opening.IsCompletedSuccessfully) (await lease.Opening).Dispose();
    }

    private sealed class Lease(Task<Connection> opening)
    {
        public int Ended;

        public Task<Connection> Opening { get; } = opening;

        public int Begun { get; set; }
    }
}
