using k8s;
using k8s.Models;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Secrets;

/// <summary>
/// Writes the Secrets that Onair makes for objects; nothing else does. One whose owners do not have the object's uid is neither overwritten,
/// adopted nor deleted.
/// </summary>
public sealed class OwnedSecretWriter(KubernetesClient client, SecretReader reader)
{
    /// <summary>Creates the Secret, or changes it if it is the owner's.</summary>
    /// <returns>False when it belongs to something else, or is gone again; the next look shows which.</returns>
    public async Task<bool> PutAsync(SecretOwner owner, SecretContent content, CancellationToken cancellationToken) =>
        await AddAsync(owner, content, cancellationToken) || await ChangeAsync(owner, content, cancellationToken);

    /// <summary>Creates the Secret. An existing one stays as it is, whoever owns it.</summary>
    /// <returns>False when there is one.</returns>
    public async Task<bool> AddAsync(SecretOwner owner, SecretContent content, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateAsync(BuiltInResources.Secrets, content.Create(owner.Namespace, owner.Reference), cancellationToken);
            return true;
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
            return false;
        }
    }

    /// <summary>Changes the Secret if it is the owner's.</summary>
    /// <returns>False when it belongs to something else, or does not exist.</returns>
    public async Task<bool> ChangeAsync(SecretOwner owner, SecretContent content, CancellationToken cancellationToken)
    {
        if (await reader.FindOwnedAsync(owner.Object, content.Name, cancellationToken) is not { Secret: { } secret }) return false;
        // Of the Secret whose owner was looked at.
        await client.PatchAsync(
            BuiltInResources.Secrets, content.Name, owner.Namespace, Patch.Merge(content.Change(secret.Metadata.ResourceVersion)), null, cancellationToken);
        return true;
    }

    /// <summary>Deletes a Secret of the owner. One that is gone, or another's, is left as it is.</summary>
    public async Task RemoveAsync(IKubernetesObject<V1ObjectMeta> owner, string name, CancellationToken cancellationToken)
    {
        if (await reader.FindMetadataAsync(name, owner.Metadata.NamespaceProperty, cancellationToken) is { } found && found.OwnerReferences?.Any(o => o.Uid == owner.Metadata.Uid) == true)
            await RemoveAsync(found, name, owner.Metadata.NamespaceProperty, cancellationToken);
    }

    /// <summary>Deletes a Secret that a former object of the owner's name owns. Kubernetes deletes it as well, and later.</summary>
    /// <returns>False when the Secret is none of those.</returns>
    public async Task<bool> RemoveFormerAsync(SecretOwner owner, string name, CancellationToken cancellationToken)
    {
        if (await reader.FindMetadataAsync(name, owner.Namespace, cancellationToken) is not { } found) return true;
        var isFormer = found.OwnerReferences?.Any(o => o.Kind == owner.Reference.Kind && o.Name == owner.Reference.Name && o.Uid != owner.Reference.Uid) == true;
        if (isFormer) await RemoveAsync(found, name, owner.Namespace, cancellationToken);
        return isFormer;
    }

    private async Task RemoveAsync(V1ObjectMeta found, string name, string? ns, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteAsync(BuiltInResources.Secrets, name, ns, new() { Uid = found.Uid }, cancellationToken);
        }
        catch (ApiException e) when (e.IsNotFound || e.IsConflict)
        {
            // Gone, or another by now.
        }
    }
}
