using k8s.Models;
using Onair.Api;
using Onair.Api.Connectors;
using Onair.Api.IvsChannels;
using Onair.Api.MediaProviders;
using Onair.Gateway.Access;
using Onair.Gateway.Problems;
using Onair.Gateway.Requests;
using Onair.Gateway.Routing;
using Onair.Gateway.Streams.Bodies;
using Onair.Gateway.Streams.Edits;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Gateway.Streams;

/// <summary>Brings meetings to a stream, and the stream to IVS, by Connectors that the stream owns.</summary>
internal sealed class ConnectorActions(
    StreamReader reader, StreamWriter writer, OwnedObjects owned, MeetingConnectors meetings, Informer<Connector> connectors, Informer<IvsChannel> channels,
    Informer<MediaProvider> providers)
{
    // IVS answers within seconds, and clients need the URLs.
    private static readonly TimeSpan ChannelGrace = TimeSpan.FromSeconds(5);

    public async Task<Reply<StreamBody>> StartChimeAsync(ApiCall call, ChimeBody body, CancellationToken cancellationToken)
    {
        var stream = writer.Current(call);
        NewConnector.CheckMeeting(stream, body.ChimeUrl);
        var name = ObjectNames.Chime(stream);
        await meetings.EnsureAsync(
            call, stream, name, body.ChimeUrl, secret => NewConnector.Meeting(stream, name, secret), "The stream has another meeting already. Call chime_stop first.", cancellationToken);
        // A problem ends the wait: the meeting comes when it is solved.
        var key = new NamespacedName(call.Namespace, name);
        await Waiting.UntilAsync(connectors, key, c => IsOnAir(c) || (c is not null && c.IsOwnedBy(stream) && StreamProblem.Of(c) is not null), call.Wait, call.Time, cancellationToken);
        return await AnswerAsync(call, call.Wait is null || IsOnAir(connectors.Get(key)), cancellationToken);

        bool IsOnAir(Connector? c) => c is not null && c.Is(ConnectorConditions.OnAir) && c.IsOwnedBy(stream);
    }

    public async Task<Reply<StreamBody>> StopChimeAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var stream = writer.Current(call);
        var name = ObjectNames.Chime(stream);
        var isGone = true;
        if (await owned.FindAsync(OnairResources.Connectors, connectors, call, stream, name, cancellationToken) is { } connector)
            isGone = await meetings.DeleteAsync(call, stream, connector, cancellationToken);
        return await AnswerAsync(call, isGone, cancellationToken);
    }

    public async Task<Reply<IvsStreamBody>> StartIvsAsync(ApiCall call, IvsBody body, CancellationToken cancellationToken)
    {
        var stream = writer.Current(call);
        var name = ObjectNames.Ivs(stream);
        if (body.ChimeUrl is { } sent)
        {
            NewConnector.CheckMeeting(null, sent);
            await call.RequireAsync(Permission.To("create", BuiltInResources.Secrets));
        }
        var meeting = connectors.Get(new(call.Namespace, ObjectNames.Chime(stream))) is { Metadata.DeletionTimestamp: null } chime && chime.IsOwnedBy(stream) ? chime : null;
        var channel = NewConnector.Channel(stream, name);
        var connector = body.ChimeUrl is null ? NewConnector.ToIvs(stream, name, meeting) : null;
        var violations = IvsChannelRules.Check(channel.Case(providers.Get(new(null, stream.ProviderName))));
        if (violations.Count > 0) throw ProblemException.Unacceptable(violations.Select(StreamFields.Named));

        await owned.EnsureAsync(OnairResources.IvsChannels, channels, call, stream, channel, cancellationToken);
        if (connector is not null) await owned.EnsureAsync(OnairResources.Connectors, connectors, call, stream, connector, cancellationToken);
        else
            await meetings.EnsureAsync(
                call, stream, name, body.ChimeUrl!, secret => NewConnector.MeetingToIvs(stream, name, secret), "IVS shows something else of the stream already. Call ivs_stop first.", cancellationToken);
        var key = new NamespacedName(call.Namespace, name);
        await Waiting.UntilAsync(
            channels, key, c => Exists(c) || (c is not null && c.IsOwnedBy(stream) && StreamProblem.Of(c) is not null), call.Wait ?? ChannelGrace, call.Time, cancellationToken);
        var isInTime = Exists(channels.Get(key));
        var answer = await reader.ReadAsync(call, writer.Current(call), cancellationToken);
        return new(new(answer)) { Status = isInTime || call.Wait is null ? null : StatusCodes.Status202Accepted };

        bool Exists(IvsChannel? c) => c is { Recorded: { Playback.Url: not null, StreamKeySecretRef: not null } } && c.IsOwnedBy(stream);
    }

    public async Task<Reply<StreamBody>> StopIvsAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var stream = writer.Current(call);
        var name = ObjectNames.Ivs(stream);
        var isGone = true;
        if (await owned.FindAsync(OnairResources.Connectors, connectors, call, stream, name, cancellationToken) is { } connector)
            isGone = await meetings.DeleteAsync(call, stream, connector, cancellationToken);
        if (await owned.FindAsync(OnairResources.IvsChannels, channels, call, stream, name, cancellationToken) is { } channel)
        {
            if (LiveGuard.Refusal(channel) is { } refusal) throw ProblemException.Conflict(refusal);
            isGone &= await owned.DeleteAsync(OnairResources.IvsChannels, channels, call, channel, cancellationToken);
        }
        return await AnswerAsync(call, isGone, cancellationToken);
    }

    private async Task<Reply<StreamBody>> AnswerAsync(ApiCall call, bool isInTime, CancellationToken cancellationToken) =>
        Reply.Of(await reader.ReadAsync(call, writer.Current(call), cancellationToken)) with { Status = isInTime ? null : StatusCodes.Status202Accepted };
}
