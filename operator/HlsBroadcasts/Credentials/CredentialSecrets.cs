using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Onair.Api;
using Onair.Api.HlsBroadcasts;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Operator.HlsBroadcasts.Decisions;

namespace Onair.Operator.HlsBroadcasts.Credentials;

/// <summary>The Secret with an encoder's credentials. The broadcast owns it; another's is neither read nor written.</summary>
internal sealed class CredentialSecrets(KubernetesClient client)
{
    // Whose credentials a Secret has, and their times: its content need not be read for that.
    private const string Session = "onair.dev/session";
    private const string Expires = "onair.dev/expires-at";
    private const string Renew = "onair.dev/renew-at";
    private const string Renewed = "onair.dev/renewed";
    private const string Format = "yyyy-MM-ddTHH:mm:ssZ";

    /// <summary>What is known of a Secret.</summary>
    public async Task<SecretView> LookAsync(HlsBroadcast broadcast, string name, CancellationToken cancellationToken)
    {
        if (await client.FindAsync(BuiltInResources.Secrets, name, broadcast.Namespace(), cancellationToken) is not { } secret) return new(false);
        return secret.IsOwnedBy(broadcast)
            ? new(true, SessionName: secret.GetAnnotation(Session), ExpiresAt: Time(secret, Expires), RenewAt: Time(secret, Renew), Renewed: secret.GetAnnotation(Renewed))
            : new(false, $"spec.credentials.secretName: Secret \"{name}\" exists and belongs to something else; delete it, or name another");
    }

    /// <summary>Writes credentials into the Secret that the spec names, unless it belongs to something else. The next look says so.</summary>
    /// <param name="broadcast">The broadcast.</param>
    /// <param name="view">The session, and the times of its credentials.</param>
    /// <param name="values">What is in the Secret.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WriteAsync(HlsBroadcast broadcast, SecretView view, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var (name, annotations) = (broadcast.SecretName, Annotations(view));
        try
        {
            await client.CreateAsync(BuiltInResources.Secrets, New(broadcast, annotations, values), cancellationToken);
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
            var secret = await client.FindAsync(BuiltInResources.Secrets, name, broadcast.Namespace(), cancellationToken);
            if (secret is null || !secret.IsOwnedBy(broadcast)) return;
            var data = new JsonObject(values.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)Convert.ToBase64String(Encoding.UTF8.GetBytes(v.Value)))));
            var metadata = new JsonObject
            {
                ["resourceVersion"] = secret.Metadata.ResourceVersion,
                ["annotations"] = new JsonObject(annotations.Select(a => KeyValuePair.Create(a.Key, (JsonNode?)a.Value))),
            };
            await client.PatchAsync(
                BuiltInResources.Secrets, name, broadcast.Namespace(), Patch.Merge(new JsonObject { ["metadata"] = metadata, ["data"] = data }), null, cancellationToken);
        }
    }

    /// <summary>Deletes a Secret that is ours. One that is gone, or another's, is left as it is.</summary>
    public async Task RemoveAsync(HlsBroadcast broadcast, string name, CancellationToken cancellationToken)
    {
        var secret = await client.FindAsync(BuiltInResources.Secrets, name, broadcast.Namespace(), cancellationToken);
        if (secret is null || !secret.IsOwnedBy(broadcast)) return;
        try
        {
            await client.DeleteAsync(BuiltInResources.Secrets, name, broadcast.Namespace(), new() { Uid = secret.Metadata.Uid }, cancellationToken);
        }
        catch (ApiException e) when (e.IsNotFound || e.IsConflict)
        {
            // Gone, or another by now.
        }
    }

    private static DateTimeOffset? Time(V1Secret secret, string annotation) =>
        DateTimeOffset.TryParse(secret.GetAnnotation(annotation), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    // Null removes one.
    private static Dictionary<string, string?> Annotations(SecretView view) => new()
    {
        [Session] = view.SessionName!,
        [Expires] = view.ExpiresAt!.Value.ToUniversalTime().ToString(Format, CultureInfo.InvariantCulture),
        [Renew] = view.RenewAt!.Value.ToUniversalTime().ToString(Format, CultureInfo.InvariantCulture),
        [Renewed] = view.Renewed,
    };

    private static V1Secret New(HlsBroadcast broadcast, Dictionary<string, string?> annotations, IReadOnlyDictionary<string, string> values) => new()
    {
        Metadata = new()
        {
            Name = broadcast.SecretName,
            NamespaceProperty = broadcast.Namespace(),
            Annotations = annotations.Where(a => a.Value is not null).ToDictionary(a => a.Key, a => a.Value!),
            OwnerReferences = [OnairResources.HlsBroadcasts.ReferenceTo(broadcast)],
        },
        Type = "Opaque",
        Data = values.ToDictionary(v => v.Key, v => Encoding.UTF8.GetBytes(v.Value)),
    };
}
