using System.Globalization;

namespace Onair.Tests.Bench.Admission;

/// <summary>How long calls took, in milliseconds; of the percentiles, the nearest that a call had.</summary>
internal sealed record Latency(int Count, double P50, double P90, double P99, double P999, double Max)
{
    public const string Head = "calls | p50 | p90 | p99 | p99.9 | max";

    public static Latency Of(IEnumerable<Sample> samples)
    {
        double[] sorted = [.. samples.Select(s => s.Milliseconds).Order()];
        return new(sorted.Length, At(0.5), At(0.9), At(0.99), At(0.999), sorted[^1]);

        double At(double part) => sorted[Math.Max((int)Math.Ceiling(sorted.Length * part) - 1, 0)];
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count:N0} | {P50:f1} | {P90:f1} | {P99:f1} | {P999:f1} | {Max:f1}");

    /// <summary>This as a multiple of another, in the columns of p50, p90 and p99.</summary>
    public string Over(Latency other) =>
        string.Create(CultureInfo.InvariantCulture, $" | {P50 / other.P50:f2} | {P90 / other.P90:f2} | {P99 / other.P99:f2} | |");
}
