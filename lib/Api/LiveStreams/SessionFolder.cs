using System.Globalization;
using System.Text.RegularExpressions;
using k8s.Models;

namespace Onair.Api.LiveStreams;

/// <summary>The S3 folders that sessions record to. Pure functions.</summary>
public static partial class SessionFolder
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

    /// <summary>
    /// Whether a recorded folder can be one of a stream's sessions, whoever has written it into the status. A folder with the uid in its path is.
    /// One that <c>spec.archive</c> named without it is unless it has another uid, or overlaps the folder of another stream's session.
    /// </summary>
    /// <param name="folder">The folder, <c>s3://bucket/path</c>.</param>
    /// <param name="stream">The stream whose status has it.</param>
    /// <param name="streams">All streams.</param>
    public static bool CanBeOf(string folder, LiveStream stream, IEnumerable<LiveStream> streams)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(stream);
        if (!IsWellFormed(folder)) return false;
        return IsNamedAfter(folder, stream) || (!UidAndTime().IsMatch(folder) && !IsTaken(folder, streams.Where(s => s.Metadata.Uid != stream.Metadata.Uid)));
    }

    /// <summary>
    /// Whether a session that has not run was given its folder by <c>spec.archive.path</c>, whoever has written it into the status: it has the
    /// stream's uid, or is what the template makes of the session's start.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="stream">The stream whose status has it.</param>
    /// <param name="bucket">The provider's archive bucket.</param>
    public static bool IsGiven(SessionStatus session, LiveStream stream, string bucket)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(stream);
        if (session.ArchivePath is not { } folder || !IsWellFormed(folder)) return false;
        var path = Resolve(stream.Spec.Archive.Path, bucket, stream, session.StartedAt);
        // A folder that another session had already was given with a suffix.
        return IsNamedAfter(folder, stream) || folder == path || folder.StartsWith($"{path}-", StringComparison.Ordinal);
    }

    /// <summary>Whether it is a folder in a bucket: <c>s3://bucket/path</c>.</summary>
    public static bool IsWellFormed(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return folder.Split('/') is ["s3:", "", not "", .. { Length: > 0 } segments] && !segments.Any(s => s is "" or "." or "..");
    }

    /// <summary>Whether the path of a folder has the stream's uid, which no other stream has.</summary>
    public static bool IsNamedAfter(string folder, LiveStream stream)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(stream);
        // A bucket's name proves nothing: whoever owns it may record anything there.
        return stream.Metadata.Uid is { Length: > 0 } uid && folder.IndexOf('/', "s3://".Length) is > 0 and var slash && folder.IndexOf(uid, slash, StringComparison.Ordinal) >= 0;
    }

    // What the default of spec.archive.path makes of a uid and a start.
    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}[-_/.]?[0-9]{9,}", RegexOptions.CultureInvariant)]
    private static partial Regex UidAndTime();

    private static bool IsAtOrBelow(string folder, string parent) =>
        folder.StartsWith(parent, StringComparison.Ordinal) && (folder.Length == parent.Length || folder[parent.Length] == '/');
}
