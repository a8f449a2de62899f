using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Gateway.Access;
using Onair.Kubernetes.Hosting;

namespace Onair.Gateway.Streams;

/// <summary>Adds what the routes of streams use.</summary>
internal static class StreamSetup
{
    public static IServiceCollection AddStreams(this IServiceCollection services, StreamApiSettings settings) => SecretCache
        .Add(services, settings, p => p.GetRequiredService<StreamSecrets>().Watched)
        .AddInformer(OnairResources.LiveStreams, o =>
        {
            o.Namespace = settings.WatchNamespace;
            o.Indexes[StreamCatalog.ById] = stream => [stream.Uid];
            o.Transform = WithoutOutbox;
        })
        .AddInformer(OnairResources.ArchiveSplits, o => o.Namespace = settings.WatchNamespace)
        .AddInformer(OnairResources.Connectors, o => o.Namespace = settings.WatchNamespace)
        .AddInformer(OnairResources.IvsChannels, o => o.Namespace = settings.WatchNamespace)
        .AddInformer(OnairResources.MediaProviders)
        .AddSingleton<StreamSecrets>()
        .AddSingleton<StreamCatalog>()
        .AddSingleton<StreamReader>()
        .AddSingleton<StreamWriter>()
        .AddSingleton<TakenFolders>()
        .AddSingleton<StreamActions>()
        .AddSingleton<SplitActions>()
        .AddSingleton<SplitDownloads>()
        .AddSingleton<OwnedObjects>()
        .AddSingleton<MeetingConnectors>()
        .AddSingleton<ConnectorActions>();

    // Undelivered events are most of a status, and no route shows them.
    private static void WithoutOutbox(LiveStream stream)
    {
        if (stream.Status is { } status) stream.Status = status with { Outbox = null };
    }
}
