using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Secrets;

/// <summary>
/// Reads Secrets; nothing else in Onair does. An object gets the Secret that Onair made for it, which its uid among the owners proves, and those
/// that somebody who may edit them has labeled (<see cref="SecretLabel"/>).
/// </summary>
public sealed class SecretReader(KubernetesClient client, LabelRule rule, SecretWarnings warnings)
{
    /// <summary>A Secret that an object names, or a reason why it is not read.</summary>
    /// <exception cref="ApiException">The API server refuses the look, or does not answer.</exception>
    public async Task<SecretAnswer> ReadAsync(SecretUse use, CancellationToken cancellationToken) =>
        Judge(use, await client.FindAsync(BuiltInResources.Secrets, use.Name, use.Namespace, cancellationToken));

    /// <summary>The same of a Secret that a cache of <see cref="Watch"/> has.</summary>
    public SecretAnswer Judge(SecretUse use, V1Secret? secret)
    {
        if (secret is null) return new SecretAnswer.Missing();
        if (IsGranted(use, secret.Metadata)) return new SecretAnswer.Readable(secret);
        if (rule.IsRequired) return new SecretAnswer.Refused(SecretLabel.Refusal(use.Namespace, use.Name));
        warnings.Lacks(use);
        return new SecretAnswer.Readable(secret);
    }

    /// <summary>Warns about a Secret that another program reads for an object. It looks at the metadata alone; without an answer it says nothing.</summary>
    public async Task WarnAsync(SecretUse use, CancellationToken cancellationToken)
    {
        if (rule.IsRequired) return;
        try
        {
            if (await FindMetadataAsync(use.Name, use.Namespace, cancellationToken) is { } metadata && !IsGranted(use, metadata)) warnings.Lacks(use);
        }
        catch (Exception e) when (e is ApiException or HttpRequestException or TimeoutException)
        {
            // The next look is soon.
        }
    }

    /// <summary>The Secret that Onair makes for an object under this name. The content of another's is not given away.</summary>
    /// <exception cref="ApiException">The API server refuses the look, or does not answer.</exception>
    public async Task<OwnedSecret> FindOwnedAsync(IKubernetesObject<V1ObjectMeta> owner, string name, CancellationToken cancellationToken)
    {
        var secret = await client.FindAsync(BuiltInResources.Secrets, name, owner.Metadata.NamespaceProperty, cancellationToken);
        return secret is null ? default : secret.IsOwnedBy(owner) ? new(secret, false) : new(null, true);
    }

    /// <summary>
    /// A Secret of the installation: its name is one of Onair's own, or an administrator has listed it in the chart's values, and its namespace is
    /// that of the release. No object of a user decides either.
    /// </summary>
    /// <exception cref="ApiException">The API server refuses the look, or does not answer.</exception>
    public Task<V1Secret?> FindInstalledAsync(string name, string? ns, CancellationToken cancellationToken) =>
        client.FindAsync(BuiltInResources.Secrets, name, ns, cancellationToken);

    /// <summary>The metadata of a Secret, which show that it is there and whether it was written; null when it does not exist.</summary>
    /// <exception cref="ApiException">The API server refuses the look, or does not answer.</exception>
    public Task<V1ObjectMeta?> FindMetadataAsync(string name, string? ns, CancellationToken cancellationToken) =>
        client.FindMetadataAsync(BuiltInResources.Secrets, name, ns, cancellationToken);

    /// <summary>A cache of the Secrets of a type of Onair's. Only who may create Secrets can make one of a type, and the type never changes.</summary>
    /// <param name="type">The type. The API server selects: no other Secret reaches the cache.</param>
    /// <param name="ns">The namespace; null for all.</param>
    /// <param name="indexes">The indexes of the cache.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public Informer<V1Secret> Watch(string type, string? ns, IReadOnlyDictionary<string, Func<V1Secret, IEnumerable<string>>> indexes, TimeProvider time, ILogger log)
    {
        var options = new InformerOptions<V1Secret> { Namespace = ns, FieldSelector = $"type={type}" };
        foreach (var (index, keys) in indexes) options.Indexes[index] = keys;
        return new(client, BuiltInResources.Secrets, options, time, log);
    }

    private bool IsGranted(SecretUse use, V1ObjectMeta secret)
    {
        if (use.By.Metadata.Uid is { } uid && secret.OwnerReferences?.Any(o => o.Uid == uid) == true) return true;
        if (!SecretLabel.IsOn(secret)) return false;
        warnings.Has(use);
        return true;
    }
}
