using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Onair.Operator.AwsAccounts;
using Onair.Recordings.Sessions;

namespace Onair.Operator.Archives;

/// <summary>What the playlists of a broadcast say about the segments in its folder.</summary>
/// <param name="Obstacle">Why its segments cannot be read as a recording; null when they can.</param>
/// <param name="Segments">The segments, without an obstacle.</param>
internal sealed record BroadcastPlaylist(string? Obstacle, PlaylistSegments Segments)
{
    // A playlist of a day in segments of a second has less.
    private const int Largest = 8 * 1024 * 1024;

    /// <summary>The place of an object in the recording; null when it is no segment of it.</summary>
    public (string Pipeline, SegmentName Name)? Place(string key) => Segments.Place(key);

    /// <summary>Reads the playlist that viewers open, and of several renditions that of the best one; null while it is not there.</summary>
    public static async Task<BroadcastPlaylist?> ReadAsync(ProviderAccount account, S3Location folder, string playlist, CancellationToken cancellationToken)
    {
        var key = folder.At(playlist).Key;
        if (await TextAsync(account, folder.Bucket, key, cancellationToken) is not { } text) return null;
        if (BestVariant.Of(text, folder.Key) is { } best)
        {
            if (best.Obstacle is { } obstacle) return new($"{playlist}: {obstacle}", PlaylistSegments.None);
            key = best.Key!;
            if (await TextAsync(account, folder.Bucket, key, cancellationToken) is not { } media) return null;
            text = media;
        }

        var refused = PlaylistSegments.Obstacle(text);
        return refused is null ? new(null, PlaylistSegments.Of(text, key)) : new($"{Path.GetFileName(key)}: {refused}", PlaylistSegments.None);
    }

    private static async Task<string?> TextAsync(ProviderAccount account, string bucket, string key, CancellationToken cancellationToken)
    {
        try
        {
            var get = new GetObjectRequest { BucketName = bucket, Key = key, ByteRange = new ByteRange(0, Largest - 1) };
            return await account.S3.CallAsync(
                "GetObject",
                async (s3, c) =>
                {
                    using var found = await s3.GetObjectAsync(get, c);
                    using var reader = new StreamReader(found.ResponseStream, Encoding.UTF8);
                    return await reader.ReadToEndAsync(c);
                },
                cancellationToken);
        }
        // An empty object has no range.
        catch (AmazonS3Exception e) when ((e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket") || e.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return null;
        }
    }
}
