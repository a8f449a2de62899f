using k8s.Models;
using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Gateway.Problems;
using Onair.Gateway.Providers;
using Onair.Gateway.Requests;
using Onair.Gateway.Routing;
using Onair.Gateway.Streams.Bodies;
using Onair.Gateway.Streams.Edits;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Gateway.Streams;

/// <summary>What the routes of streams do. No call waits for AWS unless <c>?wait=</c> asks for it; an expired wait is a 202.</summary>
internal sealed class StreamActions(KubernetesClient client, StreamCatalog catalog, StreamReader reader, StreamWriter writer, TakenFolders folders, Informer<MediaProvider> providers)
{
    // The operator opens and closes sessions of a channel that exists in well under a second, and clients need the session's id.
    private static readonly TimeSpan SessionGrace = TimeSpan.FromSeconds(2);

    public async Task<Reply<IReadOnlyList<StreamBody>>> ListAsync(ApiCall call, CancellationToken cancellationToken) => Reply.Of(await reader.ListAsync(call, cancellationToken));

    public async Task<Reply<StreamBody>> ReadAsync(ApiCall call, CancellationToken cancellationToken) =>
        Reply.Of(await reader.ReadAsync(call, writer.Current(call), cancellationToken));

    public async Task<Reply<StreamBody>> CreateAsync(ApiCall call, CreateBody body, CancellationToken cancellationToken)
    {
        StreamFields.Check(StreamFields.Name(body.Name), StreamFields.Description(body.Description));
        var template = call.Settings.Template;
        var name = call.Idempotency?.NameFor("stream") ?? ObjectNames.New(body.Name, "stream");
        var created = await writer.CreateAsync(
            call, NewStream.Of(body, template, ProviderChoice.Of(ProviderNeed.Stream, call.Namespace, template.ProviderName, providers.List()), call.Namespace, name, call.Time.GetUtcNow()), cancellationToken);
        var reply = await AfterAsync(call, created, s => s.Recorded.Ingest is { Endpoints.Count: > 0 }, null, cancellationToken);
        return reply with { Status = reply.Status ?? StatusCodes.Status201Created, Location = $"/streams/{created.Uid}" };
    }

    public async Task<Reply<StreamBody>> UpdateAsync(ApiCall call, UpdateBody body, CancellationToken cancellationToken)
    {
        StreamFields.Check(StreamFields.Name(body.Name), StreamFields.Description(body.Description));
        var written = await writer.PatchAsync(call, _ => StreamEdits.Update(body), cancellationToken: cancellationToken);
        return Reply.Of(await reader.ReadAsync(call, written, cancellationToken));
    }

    public async Task<Reply<StreamBody>> StartAsync(ApiCall call, StartBody body, CancellationToken cancellationToken)
    {
        var now = call.Time.GetUtcNow();
        var written = await writer.PatchAsync(call, stream => StreamEdits.Start(stream, body, now), Check, cancellationToken);
        return await AfterAsync(call, written, IsRunning, s => s.Recorded.CurrentSessionId is not null, cancellationToken);

        void Check(LiveStream after)
        {
            Effective(call, after, RunState.Running);
            folders.Check(after, body.Path, now);
        }
    }

    public async Task<Reply<StreamBody>> StopAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var written = await writer.PatchAsync(call, stream => StreamEdits.Stop(stream, call.Time.GetUtcNow()), after => Effective(call, after, RunState.Stopped), cancellationToken);
        return await AfterAsync(call, written, s => s.Recorded.CurrentSessionId is null, null, cancellationToken);
    }

    public async Task<Reply<StreamBody>> LiveAsync(ApiCall call, bool live, CancellationToken cancellationToken)
    {
        var written = await writer.PatchAsync(call, _ => StreamEdits.Live(live), cancellationToken: cancellationToken);
        return await AfterAsync(call, written, s => s.Recorded.Playback?.LiveUrl is not null == live, null, cancellationToken);
    }

    /// <summary>Deletes the stream and answers with it as it was. While it is being deleted, a repetition has the same answer.</summary>
    public async Task<Reply<StreamBody>> DeleteAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var stream = catalog.FindAny(call.Namespace, call.Parameter("id")) ?? throw ProblemException.NotFound("stream", call.Parameter("id"));
        var body = await reader.ReadAsync(call, stream, cancellationToken);
        var key = NamespacedName.Of(stream);
        if (stream.Metadata.DeletionTimestamp is null)
        {
            call.RequireMatch(body, StreamsJsonContext.Default.StreamBody);
            if (OnAirGuard.Refusal(stream) is { } refusal) throw ProblemException.Conflict(refusal);
            try
            {
                await client.DeleteAsync(OnairResources.LiveStreams, stream.Name(), stream.Namespace(), new() { Uid = stream.Uid }, cancellationToken);
            }
            catch (ApiException e) when (e.IsNotFound)
            {
                throw ProblemException.NotFound("stream", stream.Uid);
            }
            await Waiting.UntilAsync(catalog.Streams, key, s => s?.Uid != stream.Uid || s.Metadata.DeletionTimestamp is not null, SessionGrace, call.Time, cancellationToken);
        }
        if (call.Wait is null) return Reply.Of(body);
        await Waiting.UntilAsync(catalog.Streams, key, s => s?.Uid != stream.Uid || IsStuck(s), call.Wait, call.Time, cancellationToken);
        return catalog.Streams.Get(key) is { } left && left.Uid == stream.Uid
            ? Reply.Of(body with { Problem = StreamProblem.Of(left)?.Body }) with { Status = StatusCodes.Status202Accepted }
            : Reply.Of(body);

        // The request is a change of its own: what was wrong before it may not hold for the deletion.
        bool IsStuck(LiveStream left) =>
            left.Metadata.DeletionTimestamp is not null && StreamProblem.Of(left) is { Generation: var generation } && generation >= left.Metadata.Generation;
    }

    // Onair leaves a state without effect that a former release has stored.
    private static void Effective(ApiCall call, LiveStream after, RunState wanted)
    {
        if (EffectiveRun.At(after.Spec, after.Recorded, call.Time.GetUtcNow()) is var run && run.State != wanted) throw ProblemException.Conflict($"The stream would not follow the request. {run.Message}");
    }

    private static bool IsRunning(LiveStream stream) =>
        stream.Recorded.CurrentSession is { RunningAt: not null, StoppingAt: null };

    /// <summary>Waits as the call asks, and answers with the stream as it then is. A problem ends the wait: the work goes on when it is solved.</summary>
    /// <param name="call">The call.</param>
    /// <param name="written">The stream as it was stored.</param>
    /// <param name="isDone">What <c>?wait=</c> waits for.</param>
    /// <param name="isSoonDone">What comes so soon that each call waits for it; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task<Reply<StreamBody>> AfterAsync(
        ApiCall call, LiveStream written, Func<LiveStream, bool> isDone, Func<LiveStream, bool>? isSoonDone, CancellationToken cancellationToken)
    {
        var key = NamespacedName.Of(written);
        var isInTime = true;
        if (call.Wait is { } wait)
        {
            await Waiting.UntilAsync(catalog.Streams, key, s => IsDone(s) || IsStuck(s), wait, call.Time, cancellationToken);
            isInTime = IsDone(catalog.Streams.Get(key));
        }
        else if (isSoonDone is not null && (written.Recorded.Resources.ChannelId is not null || StreamProblem.Of(written) is not null))
            await Waiting.UntilAsync(catalog.Streams, key, s => (IsSeen(s) && isSoonDone(s!)) || IsStuck(s), SessionGrace, call.Time, cancellationToken);

        var latest = catalog.Streams.Get(key) is { } cached && cached.Uid == written.Uid && ResourceVersions.IsAtLeast(cached.Metadata.ResourceVersion, written.Metadata.ResourceVersion) ? cached : written;
        var reply = Reply.Of(await reader.ReadAsync(call, latest, cancellationToken));
        return isInTime ? reply : reply with { Status = StatusCodes.Status202Accepted };

        // The operator has acted on this spec, or on a later one.
        bool IsSeen(LiveStream? stream) => stream?.Uid == written.Uid && stream?.Recorded.ObservedGeneration >= written.Metadata.Generation && stream.Metadata.DeletionTimestamp is null;

        bool IsDone(LiveStream? stream) => IsSeen(stream) && isDone(stream!);

        // A problem of an earlier spec may be solved by this one.
        bool IsStuck(LiveStream? stream) => stream?.Uid == written.Uid && StreamProblem.Of(stream!) is { Generation: var generation } && generation >= written.Metadata.Generation;
    }
}
