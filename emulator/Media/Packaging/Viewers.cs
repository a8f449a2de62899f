using System.Collections.Concurrent;

namespace Onair.Emulator.Media.Packaging;

/// <summary>Counts the distinct clients of each endpoint that asked for something within the last 30 seconds.</summary>
internal sealed class Viewers(TimeProvider time)
{
    private const int MostClients = 100_000;

    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string Token, string Client), DateTimeOffset> _seen = new();

    public void Saw(string token, string client)
    {
        if (_seen.Count < MostClients || _seen.ContainsKey((token, client))) _seen[(token, client)] = time.GetUtcNow();
    }

    public int Count(string token)
    {
        var since = time.GetUtcNow() - Memory;
        return _seen.Count(seen => seen.Key.Token == token && seen.Value >= since);
    }

    public void Forget()
    {
        var since = time.GetUtcNow() - Memory;
        foreach (var seen in _seen.Where(s => s.Value < since)) _seen.TryRemove(seen);
    }
}
