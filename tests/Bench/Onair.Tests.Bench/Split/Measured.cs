using System.Globalization;

namespace Onair.Tests.Bench.Split;

/// <summary>Several runs of the same.</summary>
internal sealed record Measured(IReadOnlyList<Run> Runs)
{
    public double Seconds => Median(r => r.Seconds);

    public double Cpu => Median(r => r.Cpu);

    public double Completing => Median(r => r.Completing);

    public double Megabytes => Runs.Max(r => r.Megabytes);

    public double Ratio => Runs.Max(r => r.Ratio);

    /// <summary>Cells of a table: wall time, and processor time.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Seconds:f2} ({Runs.Min(r => r.Seconds):f2}–{Runs.Max(r => r.Seconds):f2}) | {Cpu:f2}");

    private double Median(Func<Run, double> of) => Runs.Select(of).Order().ElementAt(Runs.Count / 2);
}
