using System.Diagnostics.Metrics;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Metrics;

namespace Onair.Operator.LiveStreams;

/// <summary>Counts what somebody else changed or deleted in AWS.</summary>
internal static class DriftMetrics
{
    private static readonly Counter<long> Drift = OnairMeter.Instance.CreateCounter<long>(
        "onair_drift_total", description: "Resources in AWS found changed or lost, by kind of resource; corrected by Onair.");

    private static readonly Counter<long> Observed = OnairMeter.Instance.CreateCounter<long>(
        "onair_drift_observed_total", description: "Drift that was reported and not corrected, under the annotation onair.dev/observe-only.");

    public static void Changed(ResourceKind kind) => Drift.Add(1, new("resource", kind.ToString()), new("change", "changed"));

    public static void Lost(ResourceKind kind) => Drift.Add(1, new("resource", kind.ToString()), new("change", "lost"));

    public static void Reported() => Observed.Add(1);
}
