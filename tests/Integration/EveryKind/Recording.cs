namespace Onair.Tests.Integration.EveryKind;

/// <summary>All calls of an operator, in the order in which they were heard.</summary>
internal sealed class Recording
{
    private readonly Lock _lock = new();
    private readonly List<RecordedCall> _calls = [];
    private DateTimeOffset _lastChange = TimeProvider.System.GetUtcNow();

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _calls.Count;
        }
    }

    /// <summary>How long nothing was changed.</summary>
    public TimeSpan Quiet
    {
        get
        {
            lock (_lock) return TimeProvider.System.GetUtcNow() - _lastChange;
        }
    }

    public void Add(RecordedCall call)
    {
        lock (_lock)
        {
            _calls.Add(call);
            if (Touch.IsChange(call)) _lastChange = TimeProvider.System.GetUtcNow();
        }
    }

    public IReadOnlyList<RecordedCall> Between(int start, int end)
    {
        lock (_lock) return _calls[start..end];
    }

    /// <summary>The names in the latest version of a shared document; none before the first.</summary>
    public IReadOnlySet<string> WordsOf(RecordedCall document, int before)
    {
        lock (_lock) return _calls.Take(before).LastOrDefault(c => c.Operation == document.Operation && c.Path == document.Path)?.Words ?? new HashSet<string>();
    }
}
