using System.Collections.Concurrent;
using System.Globalization;

namespace Onair.Emulator.Media;

/// <summary>Pushes without media: they last from one word of <see cref="Admin.PushRoutes"/> to the next.</summary>
internal sealed class DeclaredPushes : IPushIngest
{
    private readonly ConcurrentDictionary<string, string> _current = new(StringComparer.Ordinal);
    private int _connections;

    /// <summary>The pushes that would be accepted.</summary>
    public IReadOnlyCollection<IngestEndpoint> Accepted { get; private set; } = [];

    /// <summary>Begins a push to an input, unless there is one.</summary>
    public void Begin(string inputId) =>
        _current.GetOrAdd(inputId, _ => Interlocked.Increment(ref _connections).ToString(CultureInfo.InvariantCulture));

    public Task AcceptAsync(IReadOnlyCollection<IngestEndpoint> endpoints, CancellationToken cancellationToken)
    {
        Accepted = endpoints;
        return Task.CompletedTask;
    }

    public string? Current(string inputId) => _current.GetValueOrDefault(inputId);

    public void Drop(string inputId) => _current.TryRemove(inputId, out _);
}
