using Onair.Hosting.Metrics;

namespace Onair.Operator.Orphans;

/// <summary>Registers the search for orphans. Each kind adds the <see cref="OrphanType"/> that its sweeps list.</summary>
internal static class OrphanRegistration
{
    public static IServiceCollection AddOrphans(this IServiceCollection services) => services
        .AddSingleton(LivingObjects.Of)
        .AddSingleton<OrphanRegistry>()
        .AddSingleton<OrphanSweeper>()
        .AddSingleton<OrphanReporter>()
        .AddGauges<OrphanMetrics>();
}
