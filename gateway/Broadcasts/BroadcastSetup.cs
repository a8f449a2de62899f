using Onair.Api;
using Onair.Kubernetes.Hosting;

namespace Onair.Gateway.Broadcasts;

/// <summary>Adds what the routes of S3 broadcasts use.</summary>
internal static class BroadcastSetup
{
    public static IServiceCollection AddBroadcasts(this IServiceCollection services, StreamApiSettings settings) => services
        .AddInformer(OnairResources.HlsBroadcasts, o =>
        {
            o.Namespace = settings.WatchNamespace;
            o.Indexes[BroadcastCatalog.ById] = broadcast => [broadcast.Uid];
            // Undelivered events, which no route shows.
            o.Transform = broadcast => broadcast.Status = broadcast.Status is { } status ? status with { Outbox = null } : null;
        })
        .AddSingleton<BroadcastCatalog>()
        .AddSingleton<BroadcastWriter>()
        .AddSingleton<EncoderSecrets>()
        .AddSingleton<BroadcastActions>();
}
