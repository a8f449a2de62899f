using System.Text;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Operator.Reconciliation;

/// <summary>The Secrets that a resource owns. One that belongs to something else is neither overwritten, adopted nor deleted.</summary>
internal sealed class OwnedSecretWriter(KubernetesClient client)
{
    /// <summary>The Secret of a name, whoever owns it; null when there is none.</summary>
    public Task<V1Secret?> FindAsync(IKubernetesObject<V1ObjectMeta> owner, string name, CancellationToken cancellationToken) =>
        client.FindAsync(BuiltInResources.Secrets, name, owner.Namespace(), cancellationToken);

    /// <summary>Creates the Secret, or changes it if it is the owner's, and seals it. What others have added to it stays.</summary>
    /// <param name="type">The owner's kind.</param>
    /// <param name="owner">Who gets it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="annotations">Its annotations; null removes one.</param>
    /// <param name="values">Its entries; null removes one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it belongs to something else, or is gone again; the next look shows which.</returns>
    public async Task<bool> WriteAsync<TOwner>(
        ResourceType<TOwner> type, TOwner owner, string name, IReadOnlyDictionary<string, string?> annotations, IReadOnlyDictionary<string, string?> values,
        CancellationToken cancellationToken)
        where TOwner : class, IKubernetesObject<V1ObjectMeta>
    {
        annotations = new Dictionary<string, string?>(annotations) { [SecretSeal.Annotation] = SecretSeal.Of(Entries(values)) };
        try
        {
            await client.CreateAsync(BuiltInResources.Secrets, New(type.ReferenceTo(owner), owner.Namespace(), name, annotations, values), cancellationToken);
            return true;
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
            if (await FindAsync(owner, name, cancellationToken) is not { } secret || !secret.IsOwnedBy(owner)) return false;
            var metadata = new JsonObject
            {
                // Of the Secret whose owner was looked at.
                ["resourceVersion"] = secret.Metadata.ResourceVersion,
                ["annotations"] = Json(annotations, a => a),
            };
            var patch = new JsonObject { ["metadata"] = metadata, ["data"] = Json(values, v => Convert.ToBase64String(Encoding.UTF8.GetBytes(v))) };
            await client.PatchAsync(BuiltInResources.Secrets, name, owner.Namespace(), Patch.Merge(patch), null, cancellationToken);
            return true;
        }
    }

    /// <summary>Deletes a Secret of the owner. One that is gone, or another's, is left as it is.</summary>
    public async Task RemoveAsync(IKubernetesObject<V1ObjectMeta> owner, string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(owner, name, cancellationToken) is not { } secret || !secret.IsOwnedBy(owner)) return;
        try
        {
            await client.DeleteAsync(BuiltInResources.Secrets, name, owner.Namespace(), new() { Uid = secret.Metadata.Uid }, cancellationToken);
        }
        catch (ApiException e) when (e.IsNotFound || e.IsConflict)
        {
            // Gone, or another by now.
        }
    }

    private static JsonObject Json(IReadOnlyDictionary<string, string?> values, Func<string, string> write) =>
        new(values.Select(v => KeyValuePair.Create(v.Key, v.Value is { } value ? (JsonNode?)write(value) : null)));

    private static V1Secret New(
        V1OwnerReference owner, string? ns, string name, IReadOnlyDictionary<string, string?> annotations, IReadOnlyDictionary<string, string?> values) => new()
        {
            Metadata = new()
            {
                Name = name,
                NamespaceProperty = ns,
                Annotations = annotations.Where(a => a.Value is not null).ToDictionary(a => a.Key, a => a.Value!),
                OwnerReferences = [owner],
            },
            Type = "Opaque",
            Data = Entries(values),
        };

    private static Dictionary<string, byte[]> Entries(IReadOnlyDictionary<string, string?> values) =>
        values.Where(v => v.Value is not null).ToDictionary(v => v.Key, v => Encoding.UTF8.GetBytes(v.Value!));
}
