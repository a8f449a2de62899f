namespace Onair.Tests.Bench.Split;

/// <summary>Several runs of the same.</summary>
/// <param name="Seconds">Wall time of each.</param>
/// <param name="Megabytes">The most memory of each, children included; 0 when it was not looked at.</param>
/// <param name="Ratio">Bytes read of those that the section has in the recording.</param>
internal sealed record Measured(IReadOnlyList<double> Seconds, double Megabytes = 0, double Ratio = 0)
{
    public double Median => Seconds.Order().ElementAt(Seconds.Count / 2);
}
