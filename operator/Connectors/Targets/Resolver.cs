using System.Text;
using k8s;
using k8s.Models;
using Onair.Api.Connectors;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Connectors;
using Onair.Guard;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;
using Onair.Operator.Connectors.Pods;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.Connectors.Targets;

/// <summary>Reads what a connector refers to: Secrets with URLs and keys, and the join script. No URL is part of a message.</summary>
internal sealed class Resolver(KubernetesClient client, SecretReader secrets, Informer<LiveStream> streams, Informer<IvsChannel> channels, ProviderLookup providers, OperatorOptions options)
{
    private static readonly HashSet<string> Rtmp = new(StringComparer.Ordinal) { "rtmp", "rtmps" };
    private static readonly HashSet<string> Web = new(StringComparer.Ordinal) { "http", "https" };
    private static readonly HashSet<string> Media = new(StringComparer.Ordinal) { "http", "https", "rtmp", "rtmps", "rtsp", "srt" };

    /// <summary>The plan of a connector.</summary>
    public async Task<Resolution> ResolveAsync(Connector connector, CancellationToken cancellationToken)
    {
        var ns = connector.Namespace()!;
        try
        {
            var targets = await TargetsAsync(connector, ns, cancellationToken);
            try
            {
                CheckProvider(connector.Spec.Source.ChimePipeline);
                var script = await ScriptAsync(connector.Spec.JoinScript, ns, cancellationToken);
                List<PlannedSource> sources = [];
                foreach (var (field, source) in new ConnectorCase(connector.Spec).Sources)
                    sources.Add(ConnectorPlanBuilder.Source(connector.Spec, source, await UrlAsync(connector, field, source, cancellationToken), script));
                var trusted = connector.Spec.Target.Rtmp is null;
                return new() { Plan = ConnectorPlanBuilder.Of(connector.Spec, sources, targets, options.Connector, trusted) };
            }
            catch (UnresolvedException e)
            {
                return new() { Source = e.End };
            }
        }
        catch (UnresolvedException e)
        {
            return new() { Target = new(e.End) };
        }
    }

    // The Secret of a LiveStream or an IvsChannel has to be that object's: its status is no proof.
    private async Task<IReadOnlyList<string>> TargetsAsync(Connector connector, string ns, CancellationToken cancellationToken)
    {
        var target = connector.Spec.Target;
        if (target.Rtmp is { UrlSecretRef: var reference })
        {
            var url = await ValueAsync("spec.target.rtmp.urlSecretRef", connector, reference.Name, reference.Key, cancellationToken);
            return [Checked("spec.target.rtmp.urlSecretRef", reference, url, Rtmp)];
        }

        if (target.IvsChannelRef is { Name: var name })
        {
            if (channels.Get(new NamespacedName(ns, name)) is not { Recorded.StreamKeySecretRef: { } secret } channel)
                throw UnresolvedException.ToCome("ChannelNotReady", $"IvsChannel \"{name}\" has no stream key yet.");
            return [await ValueAsync($"IvsChannel \"{name}\"", channel, secret.Name, "url", cancellationToken)];
        }

        var streamName = target.LiveStreamRef!.Name;
        if (streams.Get(new NamespacedName(ns, streamName)) is not { Recorded.Ingest: { StreamKeySecretRef: { } key, Endpoints.Count: > 0 } ingest } stream)
            throw UnresolvedException.ToCome("ChannelNotReady", $"LiveStream \"{streamName}\" has no push URLs yet.");
        var streamKey = await ValueAsync($"LiveStream \"{streamName}\"", stream, key.Name, key.Key, cancellationToken);
        return [.. ingest.Endpoints.Select(endpoint => $"{endpoint}/{streamKey}")];
    }

    private async Task<string?> UrlAsync(Connector connector, string field, ConnectorSource source, CancellationToken cancellationToken)
    {
        if (source.Page is { } page) return page.Url;
        var (name, given, schemes) = source.Meeting is { } meeting ? ("meeting", meeting, Web) : ("url", source.Url, Media);
        if (given is not { UrlSecretRef: { } reference }) return given?.Url;
        var path = $"{field}.{name}.urlSecretRef";
        return Checked(path, reference, await ValueAsync(path, connector, reference.Name, reference.Key, cancellationToken), schemes);
    }

    // The pod checks the addresses behind names when it connects.
    private string Checked(string field, UrlSecretReference reference, string url, HashSet<string> schemes) =>
        GuardedUrl.Check(url, schemes, options.Connector.AllowedCidrs) is { } rule
            ? throw UnresolvedException.Wrong("UrlRefused", $"{field}: the URL under \"{reference.Key}\" in Secret \"{reference.Name}\" is refused: {rule}.")
            : url;

    private async Task<string> ValueAsync(string field, IKubernetesObject<V1ObjectMeta> by, string name, string key, CancellationToken cancellationToken)
    {
        var answer = await secrets.ReadAsync(SecretUse.In(by, name), cancellationToken);
        if (answer is SecretAnswer.Refused { Message: var refusal }) throw UnresolvedException.Wrong(SecretLabel.Refused, $"{field}: {refusal}.");
        if (answer.Secret is not { } secret) throw UnresolvedException.ToCome("SecretNotFound", $"{field}: Secret \"{name}\" does not exist.");
        var value = secret.GetData(key) is { } bytes ? Encoding.UTF8.GetString(bytes).Trim() : "";
        return value.Length > 0 ? value : throw UnresolvedException.ToCome("SecretNotFound", $"{field}: Secret \"{name}\" has no key \"{key}\".");
    }

    // Before a run ends for another one in an account that cannot be used.
    private void CheckProvider(ChimePipelineSource? pipeline)
    {
        if (pipeline is { ProviderRef.Name: var name } && providers.Find(name) is null)
            throw UnresolvedException.ToCome(ProviderLookup.Missing, $"spec.source.chimePipeline.providerRef.name: Not found: \"{name}\": no MediaProvider has this name.");
    }

    private async Task<string?> ScriptAsync(ConfigMapKeyReference? reference, string ns, CancellationToken cancellationToken)
    {
        if (reference is null) return null;
        if (await client.FindAsync(BuiltInResources.ConfigMaps, reference.Name, ns, cancellationToken) is not { } map)
            throw UnresolvedException.ToCome("ConfigMapNotFound", $"spec.joinScript: ConfigMap \"{reference.Name}\" does not exist.");
        return map.GetData(reference.Key)
            ?? throw UnresolvedException.ToCome("ConfigMapNotFound", $"spec.joinScript: ConfigMap \"{reference.Name}\" has no key \"{reference.Key}\".");
    }

    private sealed class UnresolvedException(RoundEnd end) : Exception
    {
        public RoundEnd End { get; } = end;

        /// <summary>Somebody has to change what is there.</summary>
        public static UnresolvedException Wrong(string reason, string message) => new(new Stall(reason, message));

        /// <summary>It does not exist yet.</summary>
        public static UnresolvedException ToCome(string reason, string message) => new(new Wait(reason, message, WaitFor.Reference));
    }
}
