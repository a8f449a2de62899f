using System.Diagnostics.Metrics;
using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Kubernetes.Informers;

namespace Onair.Operator.Metrics;

/// <summary>What the resources of each kind do now, counted from the caches at each scrape: <c>onair_livestreams{phase}</c> and its like.</summary>
internal sealed class KindGaugeRegistry
{
    public KindGaugeRegistry(IServiceProvider services)
    {
        var creation = new Creation(services);
        foreach (var kind in OnairResources.Kinds) kind.Accept(creation);
    }

    private sealed class Creation(IServiceProvider services) : IKindVisitor
    {
        public void Visit<T>(KindDefinition<T> kind)
            where T : class, IKubernetesObject<V1ObjectMeta>
        {
            if (kind.Gauge is not { } gauge) return;
            var cache = services.GetRequiredService<Informer<T>>();
            OnairMeter.Instance.CreateObservableGauge($"onair_{kind.Plural}", () => By(gauge, cache.Known.List()), description: $"{kind.Kind}s by {gauge.Label}.");
        }
    }

    internal static IEnumerable<Measurement<int>> By<T>(KindGauge<T> gauge, IEnumerable<T> all) =>
        all.GroupBy(item => gauge.Value(item) ?? "Pending", StringComparer.Ordinal)
            .Select(group => new Measurement<int>(group.Count(), new KeyValuePair<string, object?>(gauge.Label, group.Key)));
}
