using System.Security.Cryptography;
using System.Text;
using k8s.Models;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Secrets;

/// <summary>
/// Says of a Secret whether its entries are those that Onair wrote, by a hash in an annotation: the true values are elsewhere, in AWS or at a
/// video service, or nowhere. Pure functions.
/// </summary>
public static class SecretSeal
{
    /// <summary>The annotation with the names of the entries and their hash.</summary>
    public const string Annotation = "onair.dev/sealed";

    /// <summary>The value of the annotation for entries.</summary>
    public static string Of(IReadOnlyDictionary<string, byte[]> entries) => Of(entries.Keys.Order(StringComparer.Ordinal), name => entries[name]);

    /// <summary>
    /// Whether the entries that Onair wrote are still there and the same. Entries of others do not matter, and neither does a Secret that a
    /// former release wrote.
    /// </summary>
    public static bool IsIntact(V1Secret secret)
    {
        if (secret.GetAnnotation(Annotation) is not { } seal) return true;
        var names = seal.Split(':')[0].Split(',', StringSplitOptions.RemoveEmptyEntries);
        return names.All(name => secret.GetData(name) is not null) && Of(names, name => secret.GetData(name)!) == seal;
    }

    // The lengths keep one entry's end from passing for another's beginning.
    private static string Of(IEnumerable<string> names, Func<string, byte[]> value)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var sealedNames = names.ToList();
        foreach (var name in sealedNames)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}:{value(name).Length}:"));
            hash.AppendData(value(name));
        }
        return $"{string.Join(',', sealedNames)}:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
