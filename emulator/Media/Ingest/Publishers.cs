namespace Onair.Emulator.Media.Ingest;

/// <summary>
/// Who publishes now. A second publisher of a stream is accepted by the callback, refused by nginx right after, and
/// then reported as done: only the end of the client that holds the stream counts.
/// </summary>
public sealed class Publishers
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Publisher>> _streams = [];
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Completes at the next change; take it before looking.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock) return _changed.Task;
        }
    }

    public void Began(string stream, Publisher publisher)
    {
        lock (_lock)
        {
            if (!_streams.TryGetValue(stream, out var clients)) _streams[stream] = clients = [];
            clients.Add(publisher);
            Signal();
        }
    }

    public void Ended(string clientId)
    {
        lock (_lock)
        {
            foreach (var (stream, clients) in _streams)
            {
                if (clients.RemoveAll(c => c.ClientId == clientId) > 0 && clients.Count == 0) _streams.Remove(stream);
            }

            Signal();
        }
    }

    /// <summary>The ingest was restarted: nobody is connected any more.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _streams.Clear();
            Signal();
        }
    }

    /// <summary>The client that holds the stream: of several the first.</summary>
    public Publisher? Current(string stream)
    {
        lock (_lock) return _streams.TryGetValue(stream, out var clients) ? clients[0] : null;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal()
    {
        _changed.SetResult();
        _changed = NewSignal();
    }
}

/// <summary>A connected client.</summary>
/// <param name="ClientId">nginx's number for the connection.</param>
/// <param name="Address">Where it comes from.</param>
public sealed record Publisher(string ClientId, string Address);
