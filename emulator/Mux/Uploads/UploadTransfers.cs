using System.Collections.Concurrent;

namespace Onair.Emulator.Mux.Uploads;

/// <summary>
/// One transfer per upload at a time. The newest wins: a client that sends again has given up the previous request, which may still be open here.
/// </summary>
internal sealed class UploadTransfers
{
    private readonly ConcurrentDictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <summary>Cancels the previous transfer, waits for its end, and runs a new one.</summary>
    /// <param name="uploadId">Of the upload.</param>
    /// <param name="transfer">Its token is cancelled by the next transfer and by <see cref="Stop"/>.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task RunAsync(string uploadId, Func<CancellationToken, Task> transfer, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var turn = new Turn(stop);
        Turn? former = null;
        _turns.AddOrUpdate(uploadId, turn, (_, current) =>
        {
            former = current;
            return turn;
        });
        try
        {
            if (former is not null)
            {
                former.Cancel();
                await former.Ended.Task.WaitAsync(cancellationToken);
            }

            await transfer(stop.Token);
        }
        finally
        {
            turn.End();
            _turns.TryRemove(KeyValuePair.Create(uploadId, turn));
        }
    }

    /// <summary>Ends the transfer that runs, if any.</summary>
    public void Stop(string uploadId)
    {
        if (_turns.TryGetValue(uploadId, out var turn)) turn.Cancel();
    }

    private sealed class Turn(CancellationTokenSource stop)
    {
        private readonly Lock _gate = new();
        private bool _ended;

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Cancel()
        {
            lock (_gate)
                if (!_ended) stop.Cancel();
        }

        public void End()
        {
            lock (_gate) _ended = true;
            Ended.SetResult();
        }
    }
}
