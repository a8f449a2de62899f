using Onair.Hosting;
using Onair.Hosting.Metrics;
using Onair.Kubernetes.Hosting;
using Onair.Operator.Archives;
using Onair.Operator.ArchiveSplits;
using Onair.Operator.BroadcastSites;
using Onair.Operator.Connectors;
using Onair.Operator.EventSinks;
using Onair.Operator.HlsBroadcasts;
using Onair.Operator.IvsChannels;
using Onair.Operator.LiveStreams;
using Onair.Operator.MediaProviders;
using Onair.Operator.Metrics;
using Onair.Operator.Orphans;
using Onair.Operator.Unreadable;
using Onair.Operator.VideoAssets;
using Onair.Operator.WebhookCertificates;

namespace Onair.Operator;

/// <summary>The operator's composition.</summary>
public static class OperatorProgram
{
    /// <summary>Runs the operator until it is told to end, and returns its exit code: 1 when a setting is invalid.</summary>
    public static Task<int> RunAsync(string[] args) => ProgramStart.RunAsync(args, OperatorOptions.Read, Build);

    private static WebApplication Build(WebApplicationBuilder builder, OperatorOptions options)
    {
        builder.Services.AddMetricsEndpoint().AddOperator(options);
        var app = builder.Build();
        app.MapMetricsEndpoint();
        app.MapHealth(app.Services.GetRequiredService<KubernetesHealth>().Unready);
        return app;
    }

    /// <summary>Adds every controller and task.</summary>
    internal static IServiceCollection AddOperator(this IServiceCollection services, OperatorOptions options) => services
        .AddSingleton(options)
        .AddKubernetesClient()
        .AddLeaderElection(o => (o.LeaseName, o.Namespace) = ("onair-operator", options.LeaseNamespace.Length > 0 ? options.LeaseNamespace : null))
        .AddOrphans()
        .AddMediaProviders()
        .AddLiveStreams(options)
        .AddIvsChannels(options)
        .AddArchives()
        .AddArchiveSplits(options)
        .AddVideoAssets(options)
        .AddConnectors(options)
        .AddHlsBroadcasts(options)
        .AddBroadcastSites(options)
        .AddEventSinks()
        .AddUnreadableReports()
        .AddGauges<KindGaugeRegistry>()
        .AddWebhookCertificates(options);
}
