using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Onair.Kubernetes;

/// <summary>
/// Collects the instruments of all meters whose name starts with <c>Onair.</c> and writes them in Prometheus's text format.
/// Names are exported as they are, so instruments follow Prometheus's naming rules.
/// </summary>
public sealed class PrometheusExporter : IDisposable
{
    /// <summary>The content type of the text format.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly Lock _scrape = new();

    /// <summary>Starts collecting.</summary>
    public PrometheusExporter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!instrument.Meter.Name.StartsWith("Onair.", StringComparison.Ordinal)) return;
            listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument.Name, _ => new(instrument)));
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => ((MetricFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => ((MetricFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => ((MetricFamily)state!).Record(value, tags));
        _listener.Start();
    }

    /// <summary>The current values of all instruments.</summary>
    public string Scrape()
    {
        lock (_scrape)
        {
            // A gauge's series that is no longer observed must disappear.
            foreach (var family in _families.Values) family.BeginObservation();
            _listener.RecordObservableInstruments();
            var text = new System.Text.StringBuilder();
            foreach (var family in _families.Values.OrderBy(f => f.Name, StringComparer.Ordinal)) family.WriteTo(text);
            return text.ToString();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
