using k8s;
using k8s.Models;
using Onair.Api.LiveStreams;
using Onair.Gateway.Access;
using Onair.Gateway.Routing;
using Onair.Gateway.Streams.Bodies;
using Onair.Kubernetes.Resources;

namespace Onair.Gateway.Streams;

/// <summary>Representations of streams, with the keys that the caller may read.</summary>
internal sealed class StreamReader(StreamCatalog catalog, StreamSecrets secrets)
{
    private const string UrlEntry = "url";

    private static readonly Permission ReadSecrets = Permission.To("get", BuiltInResources.Secrets);

    /// <summary>All streams of the call's namespace. The keys are shown to callers who may read every Secret of the namespace.</summary>
    public async Task<IReadOnlyList<StreamBody>> ListAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var mayReadAll = await call.MayAsync(ReadSecrets);
        var now = call.Time.GetUtcNow();
        var exhausted = catalog.ExhaustedProviders();
        var bodies = new List<StreamBody>();
        foreach (var stream in catalog.List(call.Namespace))
            bodies.Add(StreamView.Of(await PartsAsync(stream, () => exhausted, _ => ValueTask.FromResult(mayReadAll), cancellationToken), now));
        return bodies;
    }

    /// <summary>One stream. A key is shown to callers who may read its Secret.</summary>
    public async Task<StreamBody> ReadAsync(ApiCall call, LiveStream stream, CancellationToken cancellationToken) =>
        StreamView.Of(await PartsAsync(stream, catalog.ExhaustedProviders, async name => await call.MayAsync(ReadSecrets, name), cancellationToken), call.Time.GetUtcNow());

    private async ValueTask<StreamParts> PartsAsync(
        LiveStream stream, Func<IReadOnlySet<string>> exhausted, Func<string, ValueTask<bool>> mayRead, CancellationToken cancellationToken)
    {
        var ivs = catalog.Ivs(stream);
        return new(stream)
        {
            Key = stream.Recorded.Ingest is { Endpoints.Count: > 0, StreamKeySecretRef: { } key } ? await ValueAsync(stream, key.Name, key.Key) : null,
            Ivs = ivs,
            IvsUrl = ivs?.Recorded.StreamKeySecretRef is { } ivsKey ? await ValueAsync(ivs, ivsKey.Name, UrlEntry) : null,
            Problem = StreamProblem.Of(stream) ?? catalog.Connectors(stream).Select(StreamProblem.Of).FirstOrDefault(p => p is not null) ?? StreamProblem.Of(ivs) ?? OfAccount(),
        };

        // Nobody has looked at the stream yet, so only the others can say.
        StreamProblem? OfAccount() => stream.Recorded.Conditions.Count == 0 && exhausted().Contains(stream.ProviderName) ? StreamProblem.OfAccount(stream.ProviderName) : null;

        async ValueTask<string?> ValueAsync(IKubernetesObject<V1ObjectMeta> by, string name, string entry) =>
            await mayRead(name) ? await secrets.FindAsync(by, name, entry, cancellationToken) : null;
    }
}
