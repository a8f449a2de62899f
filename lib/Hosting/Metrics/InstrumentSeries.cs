using System.Diagnostics.Metrics;
using System.Globalization;
using Prometheus;

namespace Onair.Hosting.Metrics;

/// <summary>The series of one instrument. Its labels are named by the first measurement; later ones have the same names in any order.</summary>
internal sealed class InstrumentSeries(Instrument instrument, IMetricFactory factory)
{
    // Seconds: from a cache hit to a long AWS call.
    private static readonly double[] Bounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private readonly Lock _lock = new();
    private Dictionary<string, string[]> _before = new(StringComparer.Ordinal);
    private Dictionary<string, string[]> _observed = new(StringComparer.Ordinal);
    private string[]? _names;
    private volatile Collector? _collector;

    /// <summary>Takes one measurement.</summary>
    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var collector = _collector ?? Create(tags);
        var labels = new string[_names!.Length];
        foreach (var (name, tag) in tags)
            if (Array.IndexOf(_names, name) is >= 0 and var index) labels[index] = Convert.ToString(tag, CultureInfo.InvariantCulture) ?? "";
        for (var i = 0; i < labels.Length; i++) labels[i] ??= "";
        Write(collector, labels, value);
        if (instrument.IsObservable) _observed[string.Join('\0', labels)] = labels;
    }

    /// <summary>Begins a round of observation. Rounds do not overlap.</summary>
    public void BeginObservation()
    {
        (_before, _observed) = (_observed, _before);
        _observed.Clear();
    }

    /// <summary>Drops the series that were not observed in this round: their object is gone.</summary>
    public void EndObservation()
    {
        foreach (var (key, labels) in _before)
            if (!_observed.ContainsKey(key)) Remove(_collector!, labels);
    }

    private void Write(Collector collector, string[] labels, double value)
    {
        switch (collector)
        {
            case Histogram histogram:
                histogram.WithLabels(labels).Observe(value);
                break;
            case Counter counter when instrument.IsObservable:
                // What is observed may begin anew, as a counter of a pod does.
                if (value < counter.WithLabels(labels).Value) counter.RemoveLabelled(labels);
                counter.WithLabels(labels).IncTo(value);
                break;
            case Counter counter:
                counter.WithLabels(labels).Inc(value);
                break;
            case Gauge gauge when IsSum:
                gauge.WithLabels(labels).Inc(value);
                break;
            case Gauge gauge:
                gauge.WithLabels(labels).Set(value);
                break;
        }
    }

    private bool IsSum => Kind == typeof(UpDownCounter<>);

    private Type Kind => instrument.GetType().GetGenericTypeDefinition();

    private static void Remove(Collector collector, string[] labels)
    {
        if (collector is Gauge gauge) gauge.RemoveLabelled(labels);
        else if (collector is Counter counter) counter.RemoveLabelled(labels);
    }

    private Collector Create(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_lock)
        {
            if (_collector is not null) return _collector;
            var names = new string[tags.Length];
            for (var i = 0; i < names.Length; i++) names[i] = tags[i].Key;
            Array.Sort(names, StringComparer.Ordinal);
            _names = names;
            var help = instrument.Description ?? instrument.Name;
            return _collector = Kind == typeof(Histogram<>)
                ? factory.CreateHistogram(instrument.Name, help, names, new HistogramConfiguration { Buckets = Bounds })
                : Kind == typeof(Counter<>) || Kind == typeof(ObservableCounter<>)
                    ? factory.CreateCounter(instrument.Name, help, names)
                    : factory.CreateGauge(instrument.Name, help, names);
        }
    }
}
