namespace Onair.Emulator.Media.Ingest;

/// <summary>
/// Who publishes now. A second publisher of a stream is accepted by the callback, refused by nginx right after, and
/// then reported as done: only the end of the client that holds the stream counts.
/// </summary>
internal sealed class PublisherRegistry
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Publisher>> _streams = [];
    private readonly HashSet<string> _dropped = [];

    public void Began(string stream, Publisher publisher)
    {
        lock (_lock)
        {
            if (!_streams.TryGetValue(stream, out var clients)) _streams[stream] = clients = [];
            clients.Add(publisher);
        }
    }

    public void Ended(string clientId)
    {
        lock (_lock)
        {
            _dropped.Remove(clientId);
            foreach (var (stream, clients) in _streams)
            {
                if (clients.RemoveAll(c => c.ClientId == clientId) > 0 && clients.Count == 0) _streams.Remove(stream);
            }
        }
    }

    /// <summary>The ingest was restarted: no client is connected any more.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _streams.Clear();
            _dropped.Clear();
        }
    }

    /// <summary>Has the client that holds the stream disconnected.</summary>
    public void Drop(string stream)
    {
        lock (_lock)
        {
            if (_streams.TryGetValue(stream, out var clients)) _dropped.Add(clients[0].ClientId);
        }
    }

    /// <summary>Whether a client is to be disconnected.</summary>
    public bool IsDropped(string clientId)
    {
        lock (_lock) return _dropped.Contains(clientId);
    }

    /// <summary>The client that holds the stream: of several the first.</summary>
    public Publisher? Current(string stream)
    {
        lock (_lock) return _streams.TryGetValue(stream, out var clients) ? clients[0] : null;
    }
}

/// <summary>A connected client.</summary>
/// <param name="ClientId">nginx's number for the connection.</param>
/// <param name="Address">Where it comes from.</param>
internal sealed record Publisher(string ClientId, string Address);
