namespace Onair.Emulator.Sink;

/// <summary>The latest requests, and the response to the next ones. In memory only: a receiver for tests.</summary>
internal sealed class SinkInbox
{
    /// <summary>Number of requests that are kept.</summary>
    public const int Capacity = 1000;

    private readonly Lock _gate = new();
    private readonly Queue<SinkRequest> _requests = [];
    private volatile SinkAnswer _answer = new();

    /// <summary>The response to requests that would be accepted.</summary>
    public SinkAnswer Answer
    {
        get => _answer;
        set => _answer = value;
    }

    /// <summary>Keeps a request and drops the oldest when there are too many.</summary>
    public void Add(SinkRequest request)
    {
        lock (_gate)
        {
            _requests.Enqueue(request);
            if (_requests.Count > Capacity) _requests.Dequeue();
        }
    }

    /// <summary>The requests, the newest last.</summary>
    public IReadOnlyList<SinkRequest> List()
    {
        lock (_gate) return [.. _requests];
    }

    /// <summary>Forgets the requests.</summary>
    public void Clear()
    {
        lock (_gate) _requests.Clear();
    }
}
