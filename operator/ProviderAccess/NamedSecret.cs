using System.Net;
using System.Text;
using k8s.Models;
using Onair.Api.Common;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Operator.ProviderAccess;

/// <summary>A Secret that a MediaProvider names. Error messages never contain any of its content.</summary>
internal static class NamedSecret
{
    /// <exception cref="CredentialsException">It does not exist, or the operator may not read it.</exception>
    public static async Task<V1Secret> ReadAsync(KubernetesClient client, string field, SecretReference reference, CancellationToken cancellationToken)
    {
        try
        {
            return await client.FindAsync(BuiltInResources.Secrets, reference.Name, reference.Namespace, cancellationToken)
                ?? throw new CredentialsException($"{field}: {Name(reference)} not found");
        }
        catch (ApiException e) when (e.StatusCode == HttpStatusCode.Forbidden)
        {
            throw new CredentialsException($"{field}: the operator may not read {Name(reference)}");
        }
    }

    /// <summary>A value without surrounding white space; null when it is missing or empty.</summary>
    public static string? Value(V1Secret secret, string key) =>
        secret.GetData(key) is { Length: > 0 } bytes && Encoding.UTF8.GetString(bytes).Trim() is { Length: > 0 } text ? text : null;

    public static string Name(V1Secret secret) => Name(new SecretReference { Name = secret.Metadata.Name!, Namespace = secret.Namespace()! });

    public static string Name(SecretReference reference) => $"Secret \"{reference.Namespace}/{reference.Name}\"";
}
