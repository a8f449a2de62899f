using System.Globalization;
using System.Text;

namespace Onair.Kubernetes;

/// <summary>The values of one instrument under one set of labels.</summary>
internal sealed class MetricSeries(bool histogram)
{
    // Seconds: from a cache hit to a long AWS call.
    private static readonly double[] Bounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
    private readonly long[]? _buckets = histogram ? new long[Bounds.Length + 1] : null;
    private readonly Lock _lock = new();
    private double _sum;
    private long _count;

    public void Set(double value)
    {
        lock (_lock) _sum = value;
    }

    public void Add(double value)
    {
        lock (_lock)
        {
            _sum += value;
            _count++;
            if (_buckets is null) return;
            var index = Array.BinarySearch(Bounds, value);
            _buckets[index < 0 ? ~index : index]++;
        }
    }

    public void WriteTo(StringBuilder text, string name, string labels)
    {
        lock (_lock)
        {
            if (_buckets is null)
            {
                Line(text, name, labels, _sum);
                return;
            }
            var separator = labels.Length == 0 ? "" : ",";
            var below = 0L;
            for (var i = 0; i < Bounds.Length; i++)
            {
                below += _buckets[i];
                Line(text, name + "_bucket", string.Create(CultureInfo.InvariantCulture, $"{labels}{separator}le=\"{Bounds[i]}\""), below);
            }
            Line(text, name + "_bucket", $"{labels}{separator}le=\"+Inf\"", _count);
            Line(text, name + "_sum", labels, _sum);
            Line(text, name + "_count", labels, _count);
        }
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }
}
