using Onair.Hosting;
using Onair.Hosting.Metrics;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.Hosting;
using Onair.Kubernetes.Secrets;
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
public static partial class OperatorProgram
{
    /// <summary>Runs the operator until it is told to end, and returns its exit code: 1 when a setting is invalid.</summary>
    public static Task<int> RunAsync(string[] args) => ProgramStart.RunAsync(args, OperatorOptions.Read, Build);

    private static WebApplication Build(WebApplicationBuilder builder, OperatorOptions options)
    {
        builder.Services.AddMetricsEndpoint().AddOperator(options);
        var app = builder.Build();
        app.MapMetricsEndpoint();
        app.MapHealth(app.Services.GetRequiredService<KubernetesHealth>().Unready);
        if (!options.RequireSecretLabel) LogLabelNotRequired(app.Logger, SecretLabel.Name, SecretLabel.Value, SecretLabel.Lacking);
        return app;
    }

    /// <summary>Adds every controller and task.</summary>
    internal static IServiceCollection AddOperator(this IServiceCollection services, OperatorOptions options) => services
        .AddSingleton(options)
        .AddKubernetesClient()
        .AddSingleton(new LabelRule(options.RequireSecretLabel))
        .AddSingleton(p => new SecretWarnings(p.GetRequiredService<ILogger<SecretWarnings>>(), p.GetRequiredService<EventRecorder>()))
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

    [LoggerMessage(
        91, LogLevel.Warning,
        "Secrets without the label {Label}={Value} are still read, because secrets.requireLabel of the chart is false. Each is named once in this log and in an Event {Reason}. Label them, then set secrets.requireLabel to true.")]
    private static partial void LogLabelNotRequired(ILogger log, string label, string value, string reason);
}
