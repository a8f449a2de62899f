using Onair.VideoActions.Callbacks;

namespace Onair.Webhook.Callbacks;

/// <summary>
/// The callbacks that were taken, as long as their signatures are fresh: a second one changes nothing. All are remembered equally long,
/// so that the oldest leaves first, also when there are too many.
/// </summary>
internal sealed class SeenEvents(TimeProvider time, int most = 20_000)
{
    // A callback may be dated ahead as far as back.
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
