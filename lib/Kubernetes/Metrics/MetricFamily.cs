using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Onair.Kubernetes;

/// <summary>One instrument and its series.</summary>
internal sealed class MetricFamily
{
    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly string _type;
    private readonly bool _observable;
    private readonly string _help;

    public MetricFamily(Instrument instrument)
    {
        Name = instrument.Name;
        _help = instrument.Description ?? instrument.Name;
        _observable = instrument.IsObservable;
        var kind = instrument.GetType().GetGenericTypeDefinition();
        _type = kind == typeof(Histogram<>) ? "histogram"
            : kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? "counter" : "gauge";
    }

    public string Name { get; }

    public void BeginObservation()
    {
        if (_observable) _series.Clear();
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = _series.GetOrAdd(Labels(tags), static (_, histogram) => new(histogram), _type == "histogram");
        // Only UpDownCounter and Counter add up; a gauge is a current value.
        if (_observable) series.Set(value);
        else series.Add(value);
    }

    public void WriteTo(StringBuilder text)
    {
        if (_series.IsEmpty) return;
        text.Append(CultureInfo.InvariantCulture, $"# HELP {Name} {_help.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal)}\n");
        text.Append(CultureInfo.InvariantCulture, $"# TYPE {Name} {_type}\n");
        foreach (var (labels, series) in _series.OrderBy(s => s.Key, StringComparer.Ordinal)) series.WriteTo(text, Name, labels);
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty) return "";
        var pairs = new List<string>(tags.Length);
        foreach (var (name, value) in tags)
            pairs.Add($"{name}=\"{Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")}\"");
        pairs.Sort(StringComparer.Ordinal);
        return string.Join(',', pairs);
    }

    private static string Escape(string value) =>
        value.AsSpan().IndexOfAny('\\', '"', '\n') < 0
            ? value
            : value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
                .Replace("\n", @"\n", StringComparison.Ordinal);
}
