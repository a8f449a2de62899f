namespace Onair.Emulator.Sink;

/// <summary>The latest requests, and how the next are answered. In memory: a receiver to try, none to rely on.</summary>
internal sealed class SinkInbox
{
    /// <summary>So many requests are kept.</summary>
    public const int Capacity = 1000;

    private readonly Lock _gate = new();
    private readonly Queue<SinkRequest> _requests = [];
    private volatile SinkAnswer _answer = new();

    /// <summary>How requests are answered that would be taken.</summary>
    public SinkAnswer Answer
    {
        get => _answer;
        set => _answer = value;
    }

    /// <summary>Keeps a request; the oldest goes where there are too many.</summary>
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
