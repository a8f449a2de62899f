using Onair.Api.BroadcastSites;
using Onair.Hosting;
using Onair.Hosting.Metrics;
using Onair.Kubernetes.Hosting;
using Onair.Kubernetes.Secrets;
using Onair.Signaling.Accounting;
using Onair.Signaling.Connections;
using Onair.Signaling.Ice;
using Onair.Signaling.Limits;
using Onair.Signaling.Messages;
using Onair.Signaling.Replicas;
using Onair.Signaling.Rest;
using Onair.Signaling.Scripts;
using Onair.Signaling.Sites;
using Onair.Signaling.State;
using Onair.Signaling.Tokens;

namespace Onair.Signaling;

/// <summary>Builds the signaling service.</summary>
internal static class SignalingApp
{

    public static WebApplication Build(WebApplicationBuilder builder, SignalingSettings settings)
    {
        builder.Services
            .AddMetricsEndpoint()
            .AddSingleton(settings)
            // Drained sockets reconnect elsewhere before the other services stop.
            .AddDraining(settings.Drain)
            .AddSites(settings)
            .AddSignaling()
            // For each socket it would have a line with its address.
            .WithoutRequestLog();
        builder.ListenOn(settings.Port, settings.ManagementPort);

        var app = builder.Build();
        app.UsePorts(path => IsForPages(path) ? settings.Port : settings.ManagementPort);
        app.UseWebSockets();
        app.MapGet(SocketEndpoint.Route, app.Services.GetRequiredService<SocketEndpoint>().AcceptAsync);
        app.MapPost(BeaconEndpoint.Route, app.Services.GetRequiredService<BeaconEndpoint>().TakeAsync);
        app.Services.GetRequiredService<EmbedFileTable>().Map(app);
        app.Services.GetRequiredService<SiteApi>().Map(app);
        app.Services.GetRequiredService<OperatorApi>().Map(app);
        app.MapMetricsEndpoint();
        app.MapHealth(app.Services.GetRequiredService<ISites>().Unready, app.Services.GetRequiredService<Listener>().Unready);
        return app;
    }

    private static bool IsForPages(PathString path) =>
        path.StartsWithSegments("/v1", StringComparison.Ordinal) || path.StartsWithSegments("/embed", StringComparison.Ordinal) || path == "/openapi.json";

    private static IServiceCollection AddSites(this IServiceCollection services, SignalingSettings settings) => settings.SitesFile is not null
        ? services.AddSingleton<ISites, FileSites>()
        : services.AddInformer(BroadcastSiteKind.Definition.Type, o => o.Namespace = settings.WatchNamespace).AddSingleton(new LabelRule(settings.RequireSecretLabel))
            .AddSingleton<ISites, KubernetesSites>();

    private static IServiceCollection AddSignaling(this IServiceCollection services) => services
        .AddSingleton<Database>()
        .AddSingleton<Replica>()
        .AddSingleton<ConnectionRegistry>()
        .AddSingleton<IMailbox>(p => p.GetRequiredService<ConnectionRegistry>())
        .AddSingleton<ISockets>(p => p.GetRequiredService<ConnectionRegistry>())
        .AddSingleton<KeySets>()
        .AddSingleton<VisitorTokens>()
        .AddSingleton<IceServerBuilder>()
        .AddSingleton<SocketLimits>()
        .AddSingleton<ConnectionServices>()
        .AddSingleton<SocketEndpoint>()
        .AddSingleton<BeaconEndpoint>()
        .AddSingleton<EmbedFileTable>()
        .AddSingleton<SiteApi>()
        .AddSingleton<SiteSecretProblems>()
        .AddSingleton<OperatorApi>()
        .AddGauges<SignalingMetrics>()
        .AddSingleton<BeaconBuffer>()
        .AddHostedService(p => p.GetRequiredService<BeaconBuffer>())
        .AddSingleton<Heartbeat>()
        .AddHostedService(p => p.GetRequiredService<Heartbeat>())
        .AddSingleton<Listener>()
        .AddHostedService(p => p.GetRequiredService<Listener>())
        .AddHostedService<Reaper>()
        .AddHostedService<SocketTicker>();
}
