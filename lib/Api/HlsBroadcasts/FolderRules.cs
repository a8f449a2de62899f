using Onair.Api.Rules;

namespace Onair.Api.HlsBroadcasts;

/// <summary>Rules for the folder: credentials for one broadcast must not reach another's.</summary>
public static class FolderRules
{
    private const string Uid = "{uid}";

    private static readonly string[] All = [Uid, "{namespace}", "{name}"];

    internal static string Placeholders { get; } = string.Join(' ', All);

    /// <summary>Replaces the placeholders.</summary>
    internal static string Expand(string path, string? ns, string? name, string? uid) => path
        .Replace("{namespace}", ns, StringComparison.Ordinal).Replace("{name}", name, StringComparison.Ordinal).Replace(Uid, uid, StringComparison.Ordinal);

    /// <summary>Splits <c>s3://bucket/path</c>.</summary>
    internal static (string Bucket, string Path) Parts(string folder)
    {
        var rest = folder["s3://".Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (rest, "") : (rest[..slash], rest[(slash + 1)..]);
    }

    /// <summary>Whether a folder can only be that of a broadcast: its path contains the uid, and nothing leads out of it.</summary>
    /// <param name="folder">The folder, <c>s3://bucket/path</c>.</param>
    /// <param name="uid">The broadcast's uid.</param>
    public static bool IsOf(string folder, string? uid)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (string.IsNullOrEmpty(uid) || !folder.StartsWith("s3://", StringComparison.Ordinal)) return false;
        var (bucket, path) = Parts(folder);
        return bucket.Length > 0 && path.Contains(uid, StringComparison.Ordinal) && !path.Split('/').Any(segment => segment is "" or "." or "..");
    }

    internal static IEnumerable<Violation> OfOneBroadcast(HlsBroadcastCase broadcast)
    {
        var path = broadcast.Broadcast.Spec.Path;
        if (!path.Contains(Uid, StringComparison.Ordinal))
            yield return new("spec.path", path, "must contain {uid}, so that no two broadcasts share a folder");
    }

    internal static IEnumerable<Violation> Known(HlsBroadcastCase broadcast)
    {
        var path = broadcast.Broadcast.Spec.Path;
        var rest = All.Aggregate(path, (p, placeholder) => p.Replace(placeholder, "", StringComparison.Ordinal));
        if (rest.Contains('{', StringComparison.Ordinal) || rest.Contains('}', StringComparison.Ordinal))
            yield return new("spec.path", path, $"must use only these placeholders: {Placeholders}");
    }

    internal static IEnumerable<Violation> Segments(HlsBroadcastCase broadcast)
    {
        var path = broadcast.Broadcast.Spec.Path;
        if (path.Split('/').Any(segment => segment is "." or ".."))
            yield return new("spec.path", path, "must not have a segment \".\" or \"..\"");
    }

    /// <summary>Of two broadcasts whose folders overlap, the newer one is invalid.</summary>
    internal static IEnumerable<Violation> Apart(HlsBroadcastCase broadcast)
    {
        // A new resource has no uid yet, and its folder is not known.
        if (broadcast.Broadcast is not { Metadata.Uid: { } uid, DeclaredPath: var path, Spec.Path: var declared } one) yield break;
        // Whoever puts its folder into one with another's uid is the one that intrudes, whatever its age.
        var other = broadcast.Others
            .Where(o => o.Metadata.Uid is { } other && other != uid && Overlap(PathOf(o), path) && !PathOf(o).Contains(uid, StringComparison.Ordinal) && IsOlder(o, one))
            .OrderBy(o => o.Metadata.Uid, StringComparer.Ordinal).FirstOrDefault();
        if (other is not null)
        {
            // Whoever reads this may not be allowed to see other namespaces.
            yield return new("spec.path", declared, other.Metadata.NamespaceProperty == one.Metadata.NamespaceProperty
                ? $"overlaps the folder \"{PathOf(other)}\" of HlsBroadcast \"{other.Metadata.Name}\""
                : "overlaps a folder of an HlsBroadcast in another namespace");
        }
    }

    private static string PathOf(HlsBroadcast broadcast) =>
        broadcast.OwnFolder is { } folder ? Parts(folder).Path : broadcast.DeclaredPath;

    private static bool Overlap(string left, string right) => IsWithin(left, right) || IsWithin(right, left);

    private static bool IsWithin(string inner, string outer) => $"{inner}/".StartsWith($"{outer}/", StringComparison.Ordinal);

    // Creation timestamps have a resolution of one second.
    private static bool IsOlder(HlsBroadcast other, HlsBroadcast one)
    {
        var (theirs, ours) = (other.Metadata, one.Metadata);
        return theirs.CreationTimestamp < ours.CreationTimestamp
            || (theirs.CreationTimestamp == ours.CreationTimestamp && string.CompareOrdinal(theirs.Uid, ours.Uid) < 0);
    }
}
