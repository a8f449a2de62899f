using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Prometheus;

namespace Onair.Hosting.Metrics;

/// <summary>
/// Keeps the instruments of all meters whose name starts with <c>Onair.</c> in a registry of prometheus-net, under their own names and types.
/// </summary>
/// <remarks>
/// prometheus-net's own MeterAdapter puts the meter's name before the instrument's, exports a counter as a gauge, and forgets a series that did
/// not change for some minutes (MeterAdapter.cs of 8.2.1), so that a counter of rare failures would vanish.
/// </remarks>
public sealed class PrometheusMeters : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, InstrumentSeries> _instruments = new(StringComparer.Ordinal);
    private readonly Lock _observation = new();
    private volatile bool _disposed;

    /// <summary>Starts to listen.</summary>
    public PrometheusMeters()
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(Registry);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!instrument.Meter.Name.StartsWith("Onair.", StringComparison.Ordinal)) return;
            listener.EnableMeasurementEvents(instrument, _instruments.GetOrAdd(instrument.Name, _ => new(instrument, factory)));
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        _listener.Start();
        Registry.AddBeforeCollectCallback(Observe);
    }

    /// <summary>The series, for <see cref="MetricsEndpoint.MapMetricsEndpoint"/>.</summary>
    public CollectorRegistry Registry { get; } = Prometheus.Metrics.NewCustomRegistry();

    /// <inheritdoc/>
    public void Dispose()
    {
        // The registry has no way to take a callback back.
        _disposed = true;
        _listener.Dispose();
    }

    private void Observe()
    {
        if (_disposed) return;
        lock (_observation)
        {
            foreach (var instrument in _instruments.Values) instrument.BeginObservation();
            _listener.RecordObservableInstruments();
            foreach (var instrument in _instruments.Values) instrument.EndObservation();
        }
    }
}
