using System.Globalization;
using k8s.Models;

namespace Onair.Api.LiveStreams;

/// <summary>The S3 folders that sessions record to. Pure functions.</summary>
public static class SessionFolder
{
    /// <summary>The folder of a session from a template of the spec.</summary>
    /// <param name="template">The template, e.g. <c>spec.archive.path</c>.</param>
    /// <param name="bucket">The provider's archive bucket.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="start">When the session is opened.</param>
    public static string Resolve(string template, string bucket, LiveStream stream, DateTimeOffset start)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(stream);
        var utc = start.ToUniversalTime();
        return template
            .Replace("{bucket}", bucket, StringComparison.Ordinal)
            .Replace("{yyyy}", utc.ToString("yyyy", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{MM}", utc.ToString("MM", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{dd}", utc.ToString("dd", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{unix}", utc.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{uid}", stream.Uid, StringComparison.Ordinal)
            .Replace("{namespace}", stream.Namespace(), StringComparison.Ordinal)
            .Replace("{name}", stream.Metadata.Name, StringComparison.Ordinal)
            .TrimEnd('/');
    }

    /// <summary>Whether a template gives each session of each stream a folder of its own.</summary>
    public static bool IsUnique(string template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return template.Contains("{unix}", StringComparison.Ordinal) && template.Contains("{uid}", StringComparison.Ordinal);
    }

    /// <summary>Whether two folders are the same, or one is below the other.</summary>
    public static bool Overlap(string one, string other) => IsAtOrBelow(one, other) || IsAtOrBelow(other, one);

    /// <summary>Whether a recorded session has the folder, or one above or below it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="streams">All streams.</param>
    /// <param name="except">A session that does not count; null for none.</param>
    public static bool IsTaken(string folder, IEnumerable<LiveStream> streams, string? except = null)
    {
        ArgumentNullException.ThrowIfNull(streams);
        return streams.Any(s => s.Recorded.Sessions.Any(session => session.Id != except && session.ArchivePath is { } path && Overlap(path, folder)));
    }

    private static bool IsAtOrBelow(string folder, string parent) =>
        folder.StartsWith(parent, StringComparison.Ordinal) && (folder.Length == parent.Length || folder[parent.Length] == '/');
}
