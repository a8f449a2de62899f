using System.Net;
using System.Text;
using k8s.Models;
using Onair.Api.Common;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;

namespace Onair.Operator.ProviderAccess;

/// <summary>A Secret that a MediaProvider or an EventSink names. Error messages never contain any of its content.</summary>
internal static class NamedSecret
{
    /// <exception cref="CredentialsException">It does not exist, lacks the label, or the operator may not read it.</exception>
    public static async Task<V1Secret> ReadAsync(SecretReader reader, string field, SecretUse use, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(use, cancellationToken) switch
            {
                SecretAnswer.Readable { Content: var secret } => secret,
                SecretAnswer.Refused { Message: var refusal } => throw new CredentialsException($"{field}: {refusal}", SecretLabel.Refused),
                _ => throw new CredentialsException($"{field}: {Name(use.Namespace, use.Name)} not found", mayCome: true),
            };
        }
        catch (ApiException e) when (e.StatusCode == HttpStatusCode.Forbidden)
        {
            throw new CredentialsException($"{field}: the operator may not read {Name(use.Namespace, use.Name)}");
        }
    }

    /// <summary>A value without surrounding white space; null when it is missing or empty.</summary>
    public static string? Value(V1Secret secret, string key) =>
        secret.GetData(key) is { Length: > 0 } bytes && Encoding.UTF8.GetString(bytes).Trim() is { Length: > 0 } text ? text : null;

    public static string Name(V1Secret secret) => Name(secret.Namespace(), secret.Name());

    public static string Name(SecretReference reference) => Name(reference.Namespace, reference.Name);

    private static string Name(string ns, string name) => $"Secret \"{ns}/{name}\"";
}
