using System.Diagnostics.Metrics;

namespace Onair.Operator.Metrics;

/// <summary>Counts what somebody else changed or deleted in AWS.</summary>
internal static class DriftMetrics
{
    private static readonly Counter<long> Drift = OnairMeter.Instance.CreateCounter<long>(
        "onair_drift_total", description: "Resources in AWS found changed or lost, by kind of resource; corrected by Onair.");

    private static readonly Counter<long> Observed = OnairMeter.Instance.CreateCounter<long>(
        "onair_drift_observed_total", description: "Drift that was reported and not corrected, under the annotation onair.dev/observe-only.");

    /// <summary>A resource was changed.</summary>
    /// <param name="resource">The kind of resource, e.g. <c>Channel</c>.</param>
    public static void Changed(string resource) => Drift.Add(1, new("resource", resource), new("change", "changed"));

    /// <summary>A resource was deleted.</summary>
    /// <param name="resource">The kind of resource, e.g. <c>Channel</c>.</param>
    public static void Lost(string resource) => Drift.Add(1, new("resource", resource), new("change", "lost"));

    public static void Reported() => Observed.Add(1);
}
