using Onair.Kubernetes;
using Onair.Operator.ArchiveSplits;
using Onair.Operator.Archives;
using Onair.Operator.Connectors;
using Onair.Operator.EventSinks;
using Onair.Operator.IvsChannels;
using Onair.Operator.LiveStreams;
using Onair.Operator.MediaProviders;
using Onair.Operator.Metrics;
using Onair.Operator.Unreadable;
using Onair.Operator.VideoAssets;
using Onair.Operator.WebhookCertificates;

namespace Onair.Operator;

/// <summary>The operator's composition.</summary>
public static class OperatorProgram
{
    /// <summary>Runs the operator until it is told to end, and returns its exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
        var options = builder.Configuration.GetSection("Onair").Get<OperatorOptions>() ?? new();
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<PrometheusMeters>().AddOperator(options);

        var app = builder.Build();
        app.MapMetrics();
        app.MapGet("/healthz", () => "ok");
        app.MapGet("/readyz", (KubernetesHealth health) =>
            health.IsReady(out var reason) ? Results.Text("ok") : Results.Text(reason, statusCode: StatusCodes.Status503ServiceUnavailable));
        await app.RunAsync();
        return 0;
    }

    /// <summary>Adds every controller and task.</summary>
    internal static IServiceCollection AddOperator(this IServiceCollection services, OperatorOptions options) => services
        .AddSingleton(options)
        .AddKubernetesClient()
        .AddLeaderElection(o => (o.LeaseName, o.Namespace) = ("onair-operator", options.LeaseNamespace.Length > 0 ? options.LeaseNamespace : null))
        .AddMediaProviders()
        .AddLiveStreams(options)
        .AddIvsChannels(options)
        .AddArchives()
        .AddArchiveSplits(options)
        .AddVideoAssets(options)
        .AddConnectors(options)
        .AddEventSinks()
        .AddUnreadableReports()
        .AddGauges<KindGauges>()
        .AddWebhookCertificates(options);
}
