using System.Globalization;
using Onair.Api.Common;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Operator.Outboxes;

namespace Onair.Tests.Unit.Operator.EventSinks;

/// <summary>Outboxes that outlive the operator, as those in status do.</summary>
internal sealed class FakeOutbox : IOutbox
{
    private readonly Lock _lock = new();
    private readonly Dictionary<NamespacedName, List<PendingEvent>> _events = [];
    private Action<NamespacedName>? _changed;
    private int _sequence;

    public string Kind => "LiveStream";

    /// <summary>So many settlements fail.</summary>
    public int Failures { get; set; }

    public IReadOnlyList<PendingEvent> All
    {
        get
        {
            lock (_lock) return [.. _events.Values.SelectMany(e => e)];
        }
    }

    /// <summary>A transition of a stream; returns the event's id.</summary>
    public string Add(string stream, params string[] sinks)
    {
        var name = new NamespacedName("demo", stream);
        PendingEvent added;
        lock (_lock)
        {
            if (!_events.TryGetValue(name, out var events)) _events[name] = events = [];
            var number = ++_sequence;
            events.Add(added = new()
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{stream}/1/{number}-started"),
                Sequence = number,
                Type = "dev.onair.livestream.started",
                Time = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(number),
                Source = $"/apis/onair.dev/v1alpha1/namespaces/demo/livestreams/{stream}",
                Data = $$"""{"stream":"{{stream}}"}""",
                Sinks = sinks,
            });
        }
        _changed?.Invoke(name);
        return added.Id;
    }

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public IEnumerable<NamespacedName> Waiting()
    {
        lock (_lock) return [.. _events.Where(e => e.Value.Count > 0).Select(e => e.Key)];
    }

    public IDisposable Subscribe(Action<NamespacedName> changed)
    {
        _changed += changed;
        return new Subscription(() => _changed -= changed);
    }

    public IReadOnlyList<PendingEvent> Get(NamespacedName name)
    {
        lock (_lock) return _events.TryGetValue(name, out var events) ? [.. events] : [];
    }

    public Task SettleAsync(NamespacedName name, string sink, IReadOnlySet<string> ids, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Failures > 0)
            {
                Failures--;
                throw new ApiException("the server is away");
            }
            _events[name] =
            [
                .. _events[name].Select(e => ids.Contains(e.Id) ? e with { Sinks = [.. e.Sinks.Where(s => s != sink)] } : e).Where(e => e.Sinks.Count > 0),
            ];
        }
        _changed?.Invoke(name);
        return Task.CompletedTask;
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
