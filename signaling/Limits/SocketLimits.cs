using System.Collections.Concurrent;
using Onair.Primitives;

namespace Onair.Signaling.Limits;

/// <summary>How many sockets this replica takes: in all, and from one address on one site.</summary>
internal sealed class SocketLimits(SignalingSettings settings, TimeProvider time)
{
    private const double Minute = 60;
    private readonly ConcurrentDictionary<(string Site, string Address), int> _open = new();
    private readonly BucketTable<(string Site, string Address)> _new = new(settings.NewSocketsPerMinute / Minute, settings.NewSocketsPerMinute, settings.MostSockets, time);
    private int _all;

    /// <summary>Admits a socket, or returns null. Dispose what it returns when the socket is closed.</summary>
    public IDisposable? Admit(string site, string address)
    {
        var key = (site, address);
        if (_new.Take(key) is not null) return null;
        if (Interlocked.Increment(ref _all) > settings.MostSockets)
        {
            Interlocked.Decrement(ref _all);
            return null;
        }
        if (_open.AddOrUpdate(key, 1, (_, n) => n + 1) <= settings.SocketsPerAddress) return new Place(this, key);
        Leave(key);
        return null;
    }

    private void Leave((string Site, string Address) key)
    {
        Interlocked.Decrement(ref _all);
        if (_open.AddOrUpdate(key, 0, (_, n) => n - 1) <= 0) _open.TryRemove(new(key, 0));
    }

    private sealed class Place(SocketLimits limits, (string Site, string Address) key) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) limits.Leave(key);
        }
    }
}
