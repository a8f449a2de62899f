using System.Globalization;
using System.Text.Json.Nodes;
using k8s.Models;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.HlsBroadcasts;
using Onair.Api.MediaProviders;
using Onair.Gateway.Problems;
using Onair.Gateway.Providers;
using Onair.Gateway.Routing;
using Onair.Gateway.Streams;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;

namespace Onair.Gateway.Broadcasts;

/// <summary>Writes HlsBroadcasts: judged by their rule table first.</summary>
internal sealed class BroadcastWriter(KubernetesClient client, Informer<MediaProvider> providers)
{
    /// <summary>The broadcast that a request creates, under a name that nothing has yet, or that the same request had before.</summary>
    public HlsBroadcast New(ApiCall call, string displayName)
    {
        var template = call.Settings.BroadcastTemplate;
        var name = call.Idempotency?.NameFor("broadcast") ?? ObjectNames.New(displayName, "broadcast");
        var broadcast = NewBroadcast.Of(displayName, template, ProviderChoice.Of(ProviderNeed.Broadcast, call.Namespace, template.ProviderRef.Name, providers.List()), call.Namespace, name);
        if (call.Idempotency is { } key) broadcast.Metadata.Annotations[Annotations.IdempotencyKeys] = key.AddedTo(null);
        return broadcast;
    }

    /// <summary>Creates a broadcast and returns it as it is stored.</summary>
    public async Task<HlsBroadcast> CreateAsync(ApiCall call, HlsBroadcast broadcast, CancellationToken cancellationToken)
    {
        Judge(broadcast);
        try
        {
            return await client.CreateAsync(OnairResources.HlsBroadcasts, broadcast, cancellationToken);
        }
        catch (ApiException e) when (e.IsAlreadyExists && call.Idempotency is not null)
        {
            var former = await client.GetAsync(OnairResources.HlsBroadcasts, broadcast.Name(), broadcast.Namespace(), cancellationToken);
            if (!call.Idempotency.IsDone(former.Metadata.Annotations)) throw;
            return former;
        }
    }

    /// <summary>Starts a broadcast, or asks for new credentials of one that runs; at most once a minute.</summary>
    /// <param name="broadcast">The broadcast.</param>
    /// <param name="displayName">Its new name for people; null leaves it as it is.</param>
    /// <param name="now">The time of the request.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<HlsBroadcast> StartAsync(HlsBroadcast broadcast, string? displayName, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Judge(broadcast);
        var annotations = new JsonObject { [Annotations.Renew] = now.ToUniversalTime().ToString("yyyy-MM-ddTHH:mmZ", CultureInfo.InvariantCulture) };
        if (displayName is not null) annotations[Annotations.DisplayName] = displayName;
        return PatchAsync(broadcast, HlsBroadcastState.Running, new() { ["uid"] = broadcast.Uid, ["annotations"] = annotations }, cancellationToken);
    }

    /// <summary>Stops a broadcast.</summary>
    public Task<HlsBroadcast> StopAsync(HlsBroadcast broadcast, CancellationToken cancellationToken) =>
        PatchAsync(broadcast, HlsBroadcastState.Stopped, new() { ["uid"] = broadcast.Uid }, cancellationToken);

    // The uid: another broadcast may have got the name by now.
    private async Task<HlsBroadcast> PatchAsync(HlsBroadcast broadcast, HlsBroadcastState state, JsonObject metadata, CancellationToken cancellationToken)
    {
        var patch = Patch.Merge(new JsonObject { ["metadata"] = metadata, ["spec"] = new JsonObject { ["state"] = $"{state}" } });
        try
        {
            return await client.PatchAsync(OnairResources.HlsBroadcasts, broadcast.Name(), broadcast.Namespace(), patch, null, cancellationToken);
        }
        catch (ApiException e) when (e.IsNotFound || e.IsConflict)
        {
            throw ProblemException.NotFound(BroadcastRoutes.Noun, broadcast.Uid);
        }
    }

    private void Judge(HlsBroadcast broadcast)
    {
        var violations = HlsBroadcastRules.Check(broadcast.Case(providers.Get(new(null, broadcast.Spec.ProviderRef.Name))));
        if (violations.Count > 0) throw ProblemException.Unacceptable(violations);
    }
}
