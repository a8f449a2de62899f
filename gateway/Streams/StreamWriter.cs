using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Gateway.Problems;
using Onair.Gateway.Requests;
using Onair.Gateway.Routing;
using Onair.Gateway.Streams.Bodies;
using Onair.Gateway.Streams.Edits;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Primitives;

namespace Onair.Gateway.Streams;

/// <summary>Writes LiveStreams: judged by their rule table first, and only in the version that was judged.</summary>
internal sealed class StreamWriter(KubernetesClient client, StreamCatalog catalog, StreamReader reader, Informer<MediaProvider> providers)
{
    // The operator writes the status of a new stream several times a second, for a few seconds.
    private const int MostConflicts = 10;

    private static readonly Backoff Pauses = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(800));

    // An own write reaches the cache within milliseconds. A client that reads what it has written must find it.
    private static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(2);

    /// <summary>The stream that the call is about.</summary>
    public LiveStream Current(ApiCall call) =>
        catalog.Find(call.Namespace, call.Parameter("id")) ?? throw ProblemException.NotFound("stream", call.Parameter("id"));

    /// <summary>Creates a stream and returns it as it is stored.</summary>
    public async Task<LiveStream> CreateAsync(ApiCall call, LiveStream stream, CancellationToken cancellationToken)
    {
        Judge(new(null, stream, true));
        if (call.Idempotency is { } key) stream.Metadata.Annotations![Api.Common.Annotations.IdempotencyKeys] = key.AddedTo(null);
        LiveStream created;
        try
        {
            created = await client.CreateAsync(OnairResources.LiveStreams, stream, cancellationToken);
        }
        catch (ApiException e) when (e.IsAlreadyExists && call.Idempotency is not null)
        {
            created = await client.GetAsync(OnairResources.LiveStreams, stream.Name(), stream.Namespace(), cancellationToken);
            if (!call.Idempotency.IsDone(created.Metadata.Annotations)) throw;
        }
        await CatchUpAsync(call, created, cancellationToken);
        return created;
    }

    /// <summary>Patches the call's stream and returns it as it is stored.</summary>
    /// <param name="call">The call.</param>
    /// <param name="change">The patch, from the stream as it is now.</param>
    /// <param name="check">Refuses the stream as it would be; null for nothing but the rules.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<LiveStream> PatchAsync(
        ApiCall call, Func<LiveStream, JsonObject> change, Action<LiveStream>? check = null, CancellationToken cancellationToken = default)
    {
        var stream = Current(call);
        for (var conflicts = 0; ; conflicts++)
        {
            if (call.Idempotency?.IsDone(stream.Metadata.Annotations) == true) return stream;
            call.RequireMatch(await reader.ReadAsync(call, stream, cancellationToken), StreamsJsonContext.Default.StreamBody);
            var patch = StreamEdits.Stamped(change(stream), stream, call.Time.GetUtcNow(), call.Idempotency?.AddedTo(stream.Metadata.Annotations));
            var after = After(stream, patch);
            check?.Invoke(after);
            Judge(new(stream, after, true));
            try
            {
                var written = await client.PatchAsync(OnairResources.LiveStreams, stream.Name(), stream.Namespace(), Patch.Merge(patch), null, cancellationToken);
                await CatchUpAsync(call, written, cancellationToken);
                return written;
            }
            catch (ApiException e) when (e.IsConflict && conflicts < MostConflicts)
            {
                // The first conflict may be the only one.
                if (conflicts > 0) await Task.Delay(Pauses.Spread(conflicts), call.Time, cancellationToken);
                var current = await client.FindAsync(OnairResources.LiveStreams, stream.Name(), stream.Namespace(), cancellationToken);
                stream = current is { Metadata.DeletionTimestamp: null } && current.Uid == stream.Uid ? current : throw ProblemException.NotFound("stream", call.Parameter("id"));
            }
        }
    }

    /// <summary>Waits until the cache knows what was written.</summary>
    public Task CatchUpAsync(ApiCall call, LiveStream written, CancellationToken cancellationToken) =>
        Waiting.UntilAsync(
            catalog.Streams, NamespacedName.Of(written), s => s is not null && ResourceVersions.IsAtLeast(s.Metadata.ResourceVersion, written.Metadata.ResourceVersion),
            LongestLag, call.Time, cancellationToken);

    private void Judge(Edit<LiveStream> edit)
    {
        var provider = edit.After.Spec.ProviderName is { Length: > 0 } name ? providers.Get(new(null, name)) : null;
        var (added, _) = LiveStreamJudgment.Of(edit, provider);
        if (added.Count > 0) throw ProblemException.Unacceptable(added.Select(StreamFields.Named));
    }

    private static LiveStream After(LiveStream stream, JsonObject patch)
    {
        var json = JsonSerializer.SerializeToNode(stream, OnairJsonContext.Default.LiveStream)!.AsObject();
        MergePatch.Apply(json, patch);
        return json.Deserialize(OnairJsonContext.Default.LiveStream)!;
    }
}
