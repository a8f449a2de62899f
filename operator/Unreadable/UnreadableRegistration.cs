using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Kubernetes;

namespace Onair.Operator.Unreadable;

/// <summary>Registers the reports about resources that cannot be read, one for each kind.</summary>
internal static class UnreadableRegistration
{
    public static IServiceCollection AddUnreadableReports(this IServiceCollection services) => services
        .Report(OnairResources.MediaProviders)
        .Report(OnairResources.LiveStreams)
        .Report(OnairResources.IvsChannels)
        .Report(OnairResources.ArchiveSplits)
        .Report(OnairResources.VideoAssets)
        .Report(OnairResources.Connectors)
        .Report(OnairResources.EventSinks);

    private static IServiceCollection Report<T>(this IServiceCollection services, ResourceType<T> type)
        where T : class, IKubernetesObject<V1ObjectMeta> => services.AddInformer(type).AddLeaderTask<UnreadableReports<T>>();
}
