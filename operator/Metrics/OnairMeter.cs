using System.Diagnostics.Metrics;

namespace Onair.Operator.Metrics;

/// <summary>The operator's own instruments.</summary>
internal static class OnairMeter
{
    public static Meter Instance { get; } = new("Onair.Operator");
}
