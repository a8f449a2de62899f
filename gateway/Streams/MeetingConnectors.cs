using System.Net;
using System.Text;
using k8s.Models;
using Onair.Api;
using Onair.Api.Connectors;
using Onair.Api.LiveStreams;
using Onair.Gateway.Access;
using Onair.Gateway.Problems;
using Onair.Gateway.Routing;
using Onair.Gateway.Streams.Edits;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;

namespace Onair.Gateway.Streams;

/// <summary>Connectors that show a meeting, each with the Secret of its URL, which lets in whoever has it.</summary>
internal sealed class MeetingConnectors(KubernetesClient client, SecretReader reader, OwnedSecretWriter writer, OwnedObjects owned, Informer<Connector> connectors)
{
    private static readonly Permission DeleteSecrets = Permission.To("delete", BuiltInResources.Secrets);

    /// <summary>Creates a Connector with its Secret, unless it shows the meeting already.</summary>
    /// <param name="call">The call.</param>
    /// <param name="stream">The stream that the Connector belongs to.</param>
    /// <param name="name">The Connector's name.</param>
    /// <param name="url">The meeting's URL.</param>
    /// <param name="make">The Connector, by the name of its Secret.</param>
    /// <param name="conflict">The sentence when it shows something else.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task EnsureAsync(ApiCall call, LiveStream stream, string name, string url, Func<string, Connector> make, string conflict, CancellationToken cancellationToken)
    {
        if (await owned.FindAsync(OnairResources.Connectors, connectors, call, stream, name, cancellationToken) is { } existing)
        {
            if (!await ShowsAsync(call, existing, url, cancellationToken)) throw ProblemException.Conflict(conflict);
            return;
        }
        var secret = NewConnector.Secret(ObjectNames.NewSecret(name), url);
        await writer.AddAsync(SecretOwner.Of(OnairResources.LiveStreams, stream), secret, cancellationToken);
        try
        {
            await client.CreateAsync(OnairResources.Connectors, make(secret.Name), cancellationToken);
        }
        catch (ApiException e) when (e.StatusCode < HttpStatusCode.InternalServerError)
        {
            // This request made it, and nothing refers to it. If the gateway dies here, it goes with the stream.
            await writer.RemoveAsync(stream, secret.Name, cancellationToken);
            throw;
        }
    }

    /// <summary>Deletes a Connector and the Secret that was made for it. Returns whether it is gone, or nobody asked.</summary>
    public async Task<bool> DeleteAsync(ApiCall call, LiveStream stream, Connector connector, CancellationToken cancellationToken)
    {
        // A Connector to IVS may show the meeting of another Connector, whose Secret it is.
        var secret = connector.Spec.Source.Meeting?.UrlSecretRef?.Name is { } name && name.StartsWith($"{connector.Name()}-", StringComparison.Ordinal) ? name : null;
        // Asked first: half of a stop would leave the URL behind for good.
        if (secret is not null) await call.RequireAsync(DeleteSecrets, secret);
        var isGone = await owned.DeleteAsync(OnairResources.Connectors, connectors, call, connector, cancellationToken);
        if (secret is not null) await writer.RemoveAsync(stream, secret, cancellationToken);
        return isGone;
    }

    // Whether the connector shows a meeting is only for those who may read the Secret with its URL.
    private async Task<bool> ShowsAsync(ApiCall call, Connector connector, string url, CancellationToken cancellationToken)
    {
        if (connector.Spec.Source.Meeting?.UrlSecretRef is not { } reference) return false;
        await call.RequireAsync(Permission.To("get", BuiltInResources.Secrets), reference.Name);
        var answer = await reader.ReadAsync(SecretUse.In(connector, reference.Name), cancellationToken);
        return answer.Secret?.GetData(reference.Key) is { } known && Encoding.UTF8.GetString(known) == url;
    }
}
