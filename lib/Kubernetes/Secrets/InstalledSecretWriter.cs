using k8s.Models;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Secrets;

/// <summary>Writes the Secrets of the installation, which have names of Onair's own and no owner: see <see cref="SecretReader.FindInstalledAsync"/>.</summary>
public sealed class InstalledSecretWriter(KubernetesClient client)
{
    /// <summary>Creates the Secret, or changes it if it is still the version that was read.</summary>
    /// <param name="found">The Secret as it was read; null when there was none.</param>
    /// <param name="ns">Its namespace.</param>
    /// <param name="content">What is in it. What others have added stays.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<V1Secret> WriteAsync(V1Secret? found, string? ns, SecretContent content, CancellationToken cancellationToken) => found is null
        ? client.CreateAsync(BuiltInResources.Secrets, content.Create(ns, null), cancellationToken)
        : client.PatchAsync(BuiltInResources.Secrets, content.Name, ns, Patch.Merge(content.Change(found.Metadata.ResourceVersion)), null, cancellationToken);

    /// <summary>Deletes the Secret that was read.</summary>
    public Task DeleteAsync(V1Secret found, CancellationToken cancellationToken) =>
        client.DeleteAsync(BuiltInResources.Secrets, found.Name(), found.Namespace(), new() { Uid = found.Metadata.Uid }, cancellationToken);
}
