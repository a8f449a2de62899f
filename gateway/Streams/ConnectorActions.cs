using System.Net;
using System.Text;
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
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Gateway.Streams;

/// <summary>Brings meetings to a stream, and the stream to IVS, by Connectors that the stream owns.</summary>
internal sealed class ConnectorActions(
    KubernetesClient client, StreamReader reader, StreamWriter writer, OwnedObjects owned, Informer<Connector> connectors, Informer<IvsChannel> channels,
    Informer<MediaProvider> providers)
{
    // IVS answers within seconds, and clients need the URLs.
    private static readonly TimeSpan ChannelGrace = TimeSpan.FromSeconds(5);

    public async Task<Reply<StreamBody>> StartChimeAsync(ApiCall call, ChimeBody body, CancellationToken cancellationToken)
    {
        var stream = writer.Current(call);
        NewConnector.CheckMeeting(stream, body.ChimeUrl);
        var name = ObjectNames.Chime(stream);
        if (await owned.FindAsync(OnairResources.Connectors, connectors, call, stream, name, cancellationToken) is { } existing)
        {
            if (!await ShowsAsync(call, existing, body.ChimeUrl, cancellationToken))
                throw ProblemException.Conflict("The stream has another meeting already. Call chime_stop first.");
        }
        else
        {
            var secret = await client.CreateAsync(BuiltInResources.Secrets, NewConnector.Secret(stream, ObjectNames.NewSecret(name), body.ChimeUrl), cancellationToken);
            try
            {
                await client.CreateAsync(OnairResources.Connectors, NewConnector.Meeting(stream, name, secret.Name()), cancellationToken);
            }
            catch (ApiException e) when (e.StatusCode < HttpStatusCode.InternalServerError)
            {
                // This request made it, and nothing refers to it. If the gateway dies here, it goes with the stream.
                await owned.RemoveSecretAsync(call, secret.Name(), cancellationToken);
                throw;
            }
        }
        var isInTime = call.Wait is null || await Waiting.UntilAsync(
            connectors, new(call.Namespace, name), c => c is not null && c.Is(ConnectorConditions.OnAir) && c.IsOwnedBy(stream), call.Wait, call.Time, cancellationToken);
        return await AnswerAsync(call, isInTime, cancellationToken);
    }

    public async Task<Reply<StreamBody>> StopChimeAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var stream = writer.Current(call);
        var name = ObjectNames.Chime(stream);
        var isGone = true;
        if (await owned.FindAsync(OnairResources.Connectors, connectors, call, stream, name, cancellationToken) is { } connector)
        {
            // Asked first: half of a stop would leave the URL behind for good.
            var secret = connector.Spec.Source.Meeting?.UrlSecretRef?.Name;
            if (secret is not null) await call.RequireAsync(Permission.To("delete", BuiltInResources.Secrets), secret);
            isGone = await owned.DeleteAsync(OnairResources.Connectors, connectors, call, connector, cancellationToken);
            if (secret is not null) await owned.RemoveSecretAsync(call, secret, cancellationToken);
        }
        return await AnswerAsync(call, isGone, cancellationToken);
    }

    public async Task<Reply<IvsStreamBody>> StartIvsAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var stream = writer.Current(call);
        var name = ObjectNames.Ivs(stream);
        var meeting = connectors.Get(new(call.Namespace, ObjectNames.Chime(stream))) is { Metadata.DeletionTimestamp: null } chime && chime.IsOwnedBy(stream) ? chime : null;
        var channel = NewConnector.Channel(stream, name);
        var connector = NewConnector.ToIvs(stream, name, meeting);
        var violations = IvsChannelRules.Check(channel.Case(providers.Get(new(null, stream.ProviderName))));
        if (violations.Count > 0) throw ProblemException.Unacceptable(violations.Select(StreamFields.Named));

        await owned.EnsureAsync(OnairResources.IvsChannels, channels, call, stream, channel, cancellationToken);
        await owned.EnsureAsync(OnairResources.Connectors, connectors, call, stream, connector, cancellationToken);
        var isInTime = await Waiting.UntilAsync(
            channels, new(call.Namespace, name), c => c is { Recorded: { Playback.Url: not null, StreamKeySecretRef: not null } } && c.IsOwnedBy(stream),
            call.Wait ?? ChannelGrace, call.Time, cancellationToken);
        var body = await reader.ReadAsync(call, writer.Current(call), cancellationToken);
        return new(new(body)) { Status = isInTime || call.Wait is null ? null : StatusCodes.Status202Accepted };
    }

    public async Task<Reply<StreamBody>> StopIvsAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var stream = writer.Current(call);
        var name = ObjectNames.Ivs(stream);
        var isGone = true;
        if (await owned.FindAsync(OnairResources.Connectors, connectors, call, stream, name, cancellationToken) is { } connector)
            isGone = await owned.DeleteAsync(OnairResources.Connectors, connectors, call, connector, cancellationToken);
        if (await owned.FindAsync(OnairResources.IvsChannels, channels, call, stream, name, cancellationToken) is { } channel)
        {
            if (LiveGuard.Refusal(channel) is { } refusal) throw ProblemException.Conflict(refusal);
            isGone &= await owned.DeleteAsync(OnairResources.IvsChannels, channels, call, channel, cancellationToken);
        }
        return await AnswerAsync(call, isGone, cancellationToken);
    }

    // Whether the connector shows a meeting is only for those who may read the Secret with its URL.
    private async Task<bool> ShowsAsync(ApiCall call, Connector connector, string url, CancellationToken cancellationToken)
    {
        if (connector.Spec.Source.Meeting?.UrlSecretRef is not { } reference) return false;
        await call.RequireAsync(Permission.To("get", BuiltInResources.Secrets), reference.Name);
        var secret = await client.FindAsync(BuiltInResources.Secrets, reference.Name, call.Namespace, cancellationToken);
        return secret?.GetData(reference.Key) is { } known && Encoding.UTF8.GetString(known) == url;
    }

    private async Task<Reply<StreamBody>> AnswerAsync(ApiCall call, bool isInTime, CancellationToken cancellationToken) =>
        Reply.Of(await reader.ReadAsync(call, writer.Current(call), cancellationToken)) with { Status = isInTime ? null : StatusCodes.Status202Accepted };
}
