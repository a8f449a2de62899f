using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Kubernetes.Hosting;

namespace Onair.Operator.Unreadable;

/// <summary>Registers the reports about resources that cannot be read, one for each kind.</summary>
internal static class UnreadableRegistration
{
    public static IServiceCollection AddUnreadableReports(this IServiceCollection services)
    {
        var reports = new Reports(services);
        foreach (var kind in OnairResources.Kinds) kind.Accept(reports);
        return services;
    }

    private sealed class Reports(IServiceCollection services) : IKindVisitor
    {
        public void Visit<T>(KindDefinition<T> kind)
            where T : class, IKubernetesObject<V1ObjectMeta> => services.AddInformer(kind.Type).AddLeaderTask<UnreadableReports<T>>();
    }
}
