using Onair.Kubernetes;
using Onair.Operator;
using Onair.Operator.LiveStreams;
using Onair.Operator.MediaProviders;
using Onair.Operator.Metrics;
using Onair.Operator.WebhookCertificates;
using Onair.Resources;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
var options = builder.Configuration.GetSection("Onair").Get<OperatorOptions>() ?? new();

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(options);
builder.Services.AddSingleton<PrometheusExporter>();
builder.Services.AddSingleton<StreamMetrics>();
builder.Services.AddSingleton<ProviderAccounts>();
builder.Services.AddSingleton<StreamKeys>();
builder.Services.AddSingleton<SourceSecrets>();
builder.Services.AddSingleton<StreamPace>();
builder.Services.AddSingleton<StreamRecorder>();
builder.Services.AddSingleton<AwsActor>();
builder.Services.AddSingleton<StreamActor>();

builder.Services.AddKubernetesClient();
builder.Services.AddController<MediaProviderController, MediaProvider>(OnairResources.MediaProviders);
builder.Services.AddController<LiveStreamController, LiveStream>(OnairResources.LiveStreams, o =>
{
    o.MaxConcurrentReconciles = options.MaxConcurrentReconciles;
    o.Informer.Namespace = options.WatchNamespace.Length > 0 ? options.WatchNamespace : null;
    o.MaxBackoff = TimeSpan.FromMinutes(1);
    o.Watch<MediaProvider>(OnairResources.MediaProviders, StreamsOf);
});
builder.Services.AddInformer(OnairResources.ArchiveSplits, o => o.Namespace = options.WatchNamespace.Length > 0 ? options.WatchNamespace : null);
if (options.Webhook.ServiceName.Length > 0) builder.Services.AddLeaderTask<WebhookCertificatesTask>();
builder.Services.AddLeaderElection(o =>
{
    o.LeaseName = "onair-operator";
    o.Namespace = options.LeaseNamespace.Length > 0 ? options.LeaseNamespace : null;
});

var app = builder.Build();
app.Services.GetRequiredService<StreamMetrics>();
var exporter = app.Services.GetRequiredService<PrometheusExporter>();
app.MapGet("/metrics", () => Results.Text(exporter.Scrape(), PrometheusExporter.ContentType));
app.MapGet("/healthz", () => "ok");
app.MapGet("/readyz", (KubernetesHealth health) =>
    health.IsReady(out var reason) ? Results.Text("ok") : Results.Text(reason, statusCode: StatusCodes.Status503ServiceUnavailable));
await app.RunAsync();

// A provider that appears or changes wakes its streams.
static IEnumerable<NamespacedName> StreamsOf(MediaProvider provider, Informer<LiveStream> streams) =>
    streams.List()
        .Where(s => s.ProviderName == provider.Metadata.Name)
        .Select(s => NamespacedName.Of(s));
