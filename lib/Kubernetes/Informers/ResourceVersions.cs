using System.Globalization;

namespace Onair.Kubernetes.Informers;

/// <summary>Order of resource versions: etcd revisions, which Kubernetes promises to be comparable numbers within a resource.</summary>
public static class ResourceVersions
{
    /// <summary>Whether <paramref name="seen"/> is <paramref name="wanted"/> or later; versions that are not numbers can only be compared for equality.</summary>
    public static bool IsAtLeast(string? seen, string? wanted)
    {
        if (seen is null || wanted is null) return false;
        return ulong.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var a)
            && ulong.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var b)
                ? a >= b
                : seen == wanted;
    }
}
