using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.Desired;

/// <summary>Where sessions are recorded: <c>s3://bucket/folder</c> in status, and MediaLive's spelling of it in AWS.</summary>
internal static class ArchivePath
{
    private const string Scheme = "s3://";
    private const string MediaLiveScheme = "s3ssl://";
    private static readonly string[] PipelineSuffixes = ["/a/archive", "/b/archive"];

    /// <summary>
    /// A folder for a channel that has no session yet. MediaLive requires a destination at creation. Nothing is ever written
    /// there, because each start sets the session's own folder.
    /// </summary>
    public static string Unassigned(string bucket, string uid) => $"{Scheme}{bucket}/onair/{uid}/unassigned";

    /// <summary>
    /// MediaLive's destinations, one for each pipeline: recordings of pipelines A and B are not frame-aligned, so they are
    /// kept separate.
    /// </summary>
    public static IReadOnlyList<string> Destinations(string folder, InputRedundancy redundancy) =>
    [
        .. PipelineSuffixes.Take(redundancy.Pipelines())
            .Select(suffix => string.Concat(MediaLiveScheme, folder.AsSpan(Scheme.Length), suffix)),
    ];

    /// <summary>What the keys of a session's segments begin with.</summary>
    /// <param name="key">The key of the session's folder.</param>
    public static IEnumerable<string> Prefixes(string key) => PipelineSuffixes.Select(suffix => key + suffix);

    /// <summary>The folder of a destination; null when it is not one of ours.</summary>
    public static string? FolderOf(string? destination) =>
        destination is not null
        && destination.StartsWith(MediaLiveScheme, StringComparison.Ordinal)
        && destination.EndsWith(PipelineSuffixes[0], StringComparison.Ordinal)
            ? Scheme + destination[MediaLiveScheme.Length..^PipelineSuffixes[0].Length]
            : null;
}
