using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.EventSinks;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.VideoAssets;
using Onair.Kubernetes;
using Onair.Operator;
using Onair.Operator.ArchiveSplits;
using Onair.Operator.ArchiveSplits.Engines;
using Onair.Operator.ArchiveSplits.Engines.MediaConvert;
using Onair.Operator.ArchiveSplits.Engines.Pods;
using Onair.Operator.Archives;
using Onair.Operator.EventSinks;
using Onair.Operator.LiveStreams;
using Onair.Operator.MediaProviders;
using Onair.Operator.Metrics;
using Onair.Operator.Outboxes;
using Onair.Operator.VideoAssets;
using Onair.Operator.VideoServices;
using Onair.Operator.WebhookCertificates;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
var options = builder.Configuration.GetSection("Onair").Get<OperatorOptions>() ?? new();

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(options);
builder.Services.AddSingleton<PrometheusExporter>();
builder.Services.AddSingleton<StreamMetrics>();
builder.Services.AddSingleton<VideoMetrics>();
builder.Services.AddSingleton<ProviderAccounts>();
builder.Services.AddSingleton<VideoServiceCache>();
builder.Services.AddSingleton<AwsProviderCheck>();
builder.Services.AddSingleton<VideoProviderCheck>();
builder.Services.AddSingleton<StreamKeys>();
builder.Services.AddSingleton<SourceSecrets>();
builder.Services.AddSingleton<StreamPace>();
builder.Services.AddSingleton<StreamRecorder>();
builder.Services.AddSingleton<AwsActor>();
builder.Services.AddSingleton<StreamActor>();
builder.Services.AddSingleton<ArchiveReader>();
builder.Services.AddSingleton<SplitRecorder>();
builder.Services.AddSingleton<SplitCleanup>();
builder.Services.AddSingleton<SplitActor>();
builder.Services.AddSingleton<AssetSource>();
builder.Services.AddSingleton<AssetSecrets>();
builder.Services.AddSingleton<AssetTokens>();
builder.Services.AddSingleton<AssetRecorder>();
builder.Services.AddSingleton<AssetCreation>();
builder.Services.AddSingleton<AssetActor>();
builder.Services.AddSingleton<PodEngine>();
builder.Services.AddSingleton<ISectionEngine>(services => services.GetRequiredService<PodEngine>());
builder.Services.AddSingleton<ISectionEngine, MediaConvertEngine>();

builder.Services.AddSingleton<SinkDirectory>();
builder.Services.AddOutbox(OutboxKinds.LiveStreams, OnairResources.LiveStreams);
builder.Services.AddOutbox(OutboxKinds.ArchiveSplits, OnairResources.ArchiveSplits);
builder.Services.AddOutbox(OutboxKinds.VideoAssets, OnairResources.VideoAssets);

builder.Services.AddKubernetesClient();
builder.Services.AddController<MediaProviderController, MediaProvider>(OnairResources.MediaProviders);
builder.Services.AddController<LiveStreamController, LiveStream>(OnairResources.LiveStreams, o =>
{
    o.IsWorthReconciling = OutboxRegistration.WakesFor(OutboxKinds.LiveStreams);
    o.MaxConcurrentReconciles = options.MaxConcurrentReconciles;
    o.Informer.Namespace = options.WatchNamespace.Length > 0 ? options.WatchNamespace : null;
    o.MaxBackoff = TimeSpan.FromMinutes(1);
    o.Watch<MediaProvider>(OnairResources.MediaProviders, StreamsOf);
});
builder.Services.AddController<ArchiveSplitController, ArchiveSplit>(OnairResources.ArchiveSplits, o =>
{
    o.IsWorthReconciling = OutboxRegistration.WakesFor(OutboxKinds.ArchiveSplits);
    o.MaxConcurrentReconciles = options.MaxConcurrentReconciles;
    o.Informer.Namespace = options.WatchNamespace.Length > 0 ? options.WatchNamespace : null;
    o.MaxBackoff = TimeSpan.FromMinutes(1);
    o.Watch<LiveStream>(OnairResources.LiveStreams, SplitsOf);
    o.Watch<MediaProvider>(OnairResources.MediaProviders, (_, splits) => splits.List().Where(s => s.Recorded.CompletedAt is null).Select(s => NamespacedName.Of(s)));
    o.Watch<V1Job>(ResourceTypes.Jobs, SplitOf, jobs =>
    {
        jobs.Namespace = o.Informer.Namespace;
        jobs.LabelSelector = SplitterJob.SplitLabel;
        jobs.Indexes[ArchiveSplitController.BySplit] = job => job.Metadata.Labels?.GetValueOrDefault(SplitterJob.SplitLabel) is { } uid ? [uid] : [];
    });
});
builder.Services.AddController<VideoAssetController, VideoAsset>(OnairResources.VideoAssets, o =>
{
    o.IsWorthReconciling = OutboxRegistration.WakesFor(OutboxKinds.VideoAssets);
    o.MaxConcurrentReconciles = options.MaxConcurrentReconciles;
    o.Informer.Namespace = options.WatchNamespace.Length > 0 ? options.WatchNamespace : null;
    o.MaxBackoff = TimeSpan.FromMinutes(1);
    o.Watch<MediaProvider>(OnairResources.MediaProviders, AssetsOf);
    o.Watch<ArchiveSplit>(OnairResources.ArchiveSplits, AssetsOfSplit);
});
builder.Services.AddController<EventSinkController, EventSink>(OnairResources.EventSinks);
builder.Services.AddSingleton<SinkContext>();
builder.Services.AddSingleton<SinkStatuses>();
builder.Services.AddSingleton<SinkCredentials>();
builder.Services.AddSingleton<DeadLetters>();
builder.Services.AddSingleton<Func<string, SinkDelivery>>(services => sink => ActivatorUtilities.CreateInstance<SinkDelivery>(services, sink));
builder.Services.AddSingleton<SinkMetrics>();
builder.Services.AddLeaderTask<SinkDeliveries>();
builder.Services.AddLeaderTask<ArchiveIndexer>();
builder.Services.AddLeaderTask<ArchiveIndexTask>();
builder.Services.AddLeaderTask<DefaultSinkTask>();
if (options.Webhook.ServiceName.Length > 0) builder.Services.AddLeaderTask<WebhookCertificatesTask>();
builder.Services.AddLeaderElection(o =>
{
    o.LeaseName = "onair-operator";
    o.Namespace = options.LeaseNamespace.Length > 0 ? options.LeaseNamespace : null;
});

var app = builder.Build();
app.Services.GetRequiredService<StreamMetrics>();
app.Services.GetRequiredService<VideoMetrics>();
app.Services.GetRequiredService<SinkMetrics>();
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

// What a stream records, and how a session ends, concerns the splits of it that are not done.
static IEnumerable<NamespacedName> SplitsOf(LiveStream stream, Informer<ArchiveSplit> splits) =>
    splits.List()
        .Where(s => s.Metadata.Namespace == stream.Metadata.Namespace && s.Spec.StreamRef.Name == stream.Metadata.Name && s.Recorded.CompletedAt is null)
        .Select(s => NamespacedName.Of(s));

static IEnumerable<NamespacedName> AssetsOf(MediaProvider provider, Informer<VideoAsset> assets) =>
    assets.List().Where(a => (a.Recorded.Provider ?? a.Spec.ProviderRef.Name) == provider.Metadata.Name).Select(a => NamespacedName.Of(a));

// A section that is cut, or failed, concerns the assets that are to be made of it.
static IEnumerable<NamespacedName> AssetsOfSplit(ArchiveSplit split, Informer<VideoAsset> assets) =>
    assets.List()
        .Where(a => a.Metadata.Namespace == split.Metadata.Namespace && a.Spec.Source.ArchiveSplitRef?.Name == split.Metadata.Name && a.Recorded.AssetId is null)
        .Select(a => NamespacedName.Of(a));

static IEnumerable<NamespacedName> SplitOf(V1Job job, Informer<ArchiveSplit> splits) =>
    (job.Metadata.OwnerReferences ?? []).Where(o => o.Kind == OnairResources.ArchiveSplits.Kind)
        .Select(o => new NamespacedName(job.Metadata.Namespace, o.Name)).Where(name => splits.Get(name) is not null);
