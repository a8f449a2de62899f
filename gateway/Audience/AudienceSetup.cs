using Onair.Hosting.Metrics;

namespace Onair.Gateway.Audience;

/// <summary>Adds audiences, which telemetry feeds.</summary>
internal static class AudienceSetup
{
    public static IServiceCollection AddAudience(this IServiceCollection services) => services
        .AddSingleton<AudienceReader>()
        .AddSingleton<AudienceCounter>()
        .AddGauges<AudienceMetrics>()
        .AddHostedService(p => p.GetRequiredService<AudienceCounter>());
}
