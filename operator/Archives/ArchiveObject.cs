using Onair.Recordings.Sessions;

namespace Onair.Operator.Archives;

/// <summary>A segment in a session's archive, as S3 lists it.</summary>
/// <param name="Pipeline">The folder of its pipeline: <c>a</c> or <c>b</c>.</param>
/// <param name="Name">What its name says about its place in the recording.</param>
/// <param name="Location">Its bucket and key.</param>
/// <param name="ETag">Identifies its content.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="StoredAt">When S3 stored it.</param>
internal sealed record ArchiveObject(string Pipeline, SegmentName Name, S3Location Location, string ETag, long Bytes, DateTimeOffset StoredAt)
{
    /// <summary>Parses the key of a segment; null when the key is not one.</summary>
    /// <param name="folder">The session's folder.</param>
    /// <param name="key">The object's key.</param>
    public static (string Pipeline, SegmentName Name)? Parse(S3Location folder, string key)
    {
        if (!key.StartsWith($"{folder.Key}/", StringComparison.Ordinal)) return null;
        return key[(folder.Key.Length + 1)..].Split('/') is [("a" or "b") and var pipeline, var name] && SegmentName.Parse(name) is { } parsed
            ? (pipeline, parsed) : null;
    }
}
