using k8s.Models;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Gateway.Problems;
using Onair.Gateway.Requests;
using Onair.Gateway.Routing;
using Onair.Gateway.Streams.Bodies;
using Onair.Gateway.Streams.Edits;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Gateway.Streams;

/// <summary>Cuts sections of a recording. A request that is repeated returns how far the work is.</summary>
internal sealed class SplitActions(KubernetesClient client, StreamWriter writer, Informer<ArchiveSplit> splits, Informer<MediaProvider> providers)
{
    public async Task<Reply<SplitResultBody>> SplitAsync(ApiCall call, SplitBody body, CancellationToken cancellationToken)
    {
        var stream = writer.Current(call);
        // With a key, the name follows from it: a request that is repeated after a crash finds its own object.
        var sent = NewSplit.Of(stream, body, $"{call.Idempotency?.Uuid ?? Guid.CreateVersion7(call.Time.GetUtcNow())}", call.Idempotency);
        // A key that was used for another cut is refused, also where the two have different names.
        foreach (var earlier in splits.List().Where(s => s.Namespace() == call.Namespace)) call.Idempotency?.IsDone(earlier.Metadata.Annotations);
        var existing = await client.FindAsync(OnairResources.ArchiveSplits, sent.Name(), call.Namespace, cancellationToken);
        if (existing is null)
        {
            var known = sent.Case(SplitSource.Of(stream), providers.Get(new(null, stream.ProviderName)), splits.List().Where(s => s.Namespace() == call.Namespace));
            var violations = ArchiveSplitRules.Check(known with { IsNew = true });
            if (violations.Count > 0) throw ProblemException.Unacceptable(violations.Select(StreamFields.Named));
            existing = await CreateAsync(sent, cancellationToken);
        }
        call.Idempotency?.IsDone(existing.Metadata.Annotations);
        if (!NewSplit.IsSame(existing, sent)) throw ProblemException.Conflict($"The name_modifier \"{body.NameModifier}\" was used before, for other sections of session \"{body.SessionId}\".");
        return await AnswerAsync(call, stream, existing, cancellationToken);
    }

    private async Task<ArchiveSplit> CreateAsync(ArchiveSplit sent, CancellationToken cancellationToken)
    {
        try
        {
            return await client.CreateAsync(OnairResources.ArchiveSplits, sent, cancellationToken);
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
            return await client.GetAsync(OnairResources.ArchiveSplits, sent.Name(), sent.Namespace(), cancellationToken);
        }
    }

    private async Task<Reply<SplitResultBody>> AnswerAsync(ApiCall call, LiveStream stream, ArchiveSplit split, CancellationToken cancellationToken)
    {
        var key = NamespacedName.Of(split);
        var isInTime = call.Wait is null || await Waiting.UntilAsync(splits, key, s => s?.Uid == split.Uid && SplitView.IsDone(s!), call.Wait, call.Time, cancellationToken);
        var latest = splits.Get(key) is { } cached && cached.Uid == split.Uid ? cached : split;
        var reply = Reply.Of(SplitView.Of(latest, stream));
        return isInTime ? reply : reply with { Status = StatusCodes.Status202Accepted };
    }
}
