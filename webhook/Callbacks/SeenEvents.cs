using Onair.VideoActions.Callbacks;

namespace Onair.Webhook.Callbacks;

/// <summary>
/// The accepted callbacks, kept while their signatures are fresh, so that duplicates are recognized. All are kept equally long, so
/// the oldest is dropped first, also when there are too many.
/// </summary>
internal sealed class SeenEvents(TimeProvider time, int most = 20_000)
{
    // Clock skew is tolerated in both directions.
    private static readonly TimeSpan Window = 2 * CallbackSignature.Tolerance;

    private readonly Lock _lock = new();
    private readonly HashSet<(string Provider, string Id)> _known = [];
    private readonly Queue<(DateTimeOffset At, (string Provider, string Id) Event)> _order = new();

    public bool Contains(string provider, string id)
    {
        lock (_lock)
        {
            Forget();
            return _known.Contains((provider, id));
        }
    }

    public void Add(string provider, string id)
    {
        lock (_lock)
        {
            Forget();
            if (!_known.Add((provider, id))) return;
            _order.Enqueue((time.GetUtcNow(), (provider, id)));
            if (_order.Count > most) _known.Remove(_order.Dequeue().Event);
        }
    }

    private void Forget()
    {
        while (_order.TryPeek(out var oldest) && time.GetUtcNow() - oldest.At > Window) _known.Remove(_order.Dequeue().Event);
    }
}
