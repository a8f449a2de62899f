using System.Collections.Concurrent;

namespace Onair.Gateway.Access;

/// <summary>Answers that are used for a short time. Equal questions at one time are asked once; failures are not kept.</summary>
/// <param name="lifetime">How long an answer is used; zero for not at all.</param>
/// <param name="most">How many are kept. When there are more, none is: callers must not fill the memory.</param>
/// <param name="time">The clock.</param>
internal sealed class BoundedCache<TKey, TAnswer>(TimeSpan lifetime, int most, TimeProvider time)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();

    /// <summary>The answer, known or asked for.</summary>
    /// <param name="key">The question.</param>
    /// <param name="ask">Asks it. It must end on its own: those who wait for the same answer do not cancel each other.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<TAnswer> GetAsync(TKey key, Func<Task<TAnswer>> ask, CancellationToken cancellationToken)
    {
        if (lifetime == TimeSpan.Zero) return await ask().WaitAsync(cancellationToken);
        var entry = Entered(key, ask);
        try
        {
            return await entry.Answer.Value.WaitAsync(cancellationToken);
        }
        catch (Exception) when (entry.Answer.Value.IsFaulted || entry.Answer.Value.IsCanceled)
        {
            _entries.TryRemove(new(key, entry));
            throw;
        }
    }

    private Entry Entered(TKey key, Func<Task<TAnswer>> ask)
    {
        if (_entries.TryGetValue(key, out var known) && time.GetElapsedTime(known.Since) < lifetime) return known;
        if (_entries.Count >= most) Shrink();
        // Lazy, because the dictionary may create entries that it does not take.
        var fresh = new Entry(new(ask), time.GetTimestamp());
        return _entries.AddOrUpdate(key, fresh, (_, other) => time.GetElapsedTime(other.Since) < lifetime ? other : fresh);
    }

    private void Shrink()
    {
        foreach (var (key, entry) in _entries)
            if (time.GetElapsedTime(entry.Since) >= lifetime) _entries.TryRemove(new(key, entry));
        if (_entries.Count >= most) _entries.Clear();
    }

    private sealed record Entry(Lazy<Task<TAnswer>> Answer, long Since);
}
