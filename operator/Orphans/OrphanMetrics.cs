using System.Diagnostics.Metrics;
using Onair.Operator.Metrics;

namespace Onair.Operator.Orphans;

/// <summary>How many orphans each account has.</summary>
internal sealed class OrphanMetrics
{
    public OrphanMetrics(OrphanRegistry registry) => OnairMeter.Instance.CreateObservableGauge(
        "onair_orphaned_resources", () => Of(registry),
        description: "Resources of this cluster in the provider's account whose object does not exist, by type; 0 while there are none.");

    internal static IEnumerable<Measurement<int>> Of(OrphanRegistry registry) =>
        registry.Counts.Select(c => new Measurement<int>(c.Count, new("provider", c.Provider), new("type", c.Type)));
}
