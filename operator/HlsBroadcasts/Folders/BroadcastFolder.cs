using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Onair.Operator.AwsAccounts;
using Onair.Operator.HlsPlaylists;

namespace Onair.Operator.HlsBroadcasts.Folders;

/// <summary>The folder of a broadcast in S3.</summary>
internal sealed class BroadcastFolder(ProviderAccount account, OwnedFolder folder, string playlist)
{
    // The tags that tell a multivariant playlist from a media playlist are at its beginning.
    private const int Beginning = 16 * 1024;

    // A playlist of a day in segments of a second has less.
    private const int LargestPlaylist = 8 * 1024 * 1024;

    private const int Page = 1_000;

    /// <summary>Looks at the playlist that viewers open, and at those that it lists.</summary>
    /// <param name="whole">Whether to read media playlists to their end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PlaylistView> LookAsync(bool whole, CancellationToken cancellationToken)
    {
        var key = folder.At(playlist).Key;
        if (await ReadAsync(key, whole ? LargestPlaylist : Beginning, cancellationToken) is not { } main)
            return new([], await HasObjectsAsync(cancellationToken), whole);
        if (HlsText.Variants(main.Text, folder.Key) is not { } variants)
            return new([Of(key, main, whole)], true, whole);
        var media = new List<MediaPlaylist>();
        foreach (var variant in variants)
            if (await MediaAsync(variant, whole, cancellationToken) is { } found) media.Add(found);
        return new(media, true, whole);
    }

    /// <summary>Appends the end to a playlist. It keeps its type, Cache-Control and metadata, on which players and caches depend.</summary>
    /// <returns>False when it was changed or deleted since it was looked at.</returns>
    public async Task<bool> EndAsync(MediaPlaylist ending, CancellationToken cancellationToken)
    {
        if (await ReadAsync(ending.Key, LargestPlaylist, cancellationToken) is not { } found || found.ETag != ending.ETag || !found.IsWhole) return false;
        var request = new PutObjectRequest
        {
            BucketName = folder.Bucket,
            Key = ending.Key,
            ContentBody = HlsText.WithEnd(found.Text),
            ContentType = found.ContentType,
            // "How to prevent object overwrites with conditional writes" (S3 user guide).
            IfMatch = ending.ETag,
        };
        if (found.CacheControl is { Length: > 0 } cache) request.Headers.CacheControl = cache;
        foreach (var (name, value) in found.Metadata) request.Metadata[name] = value;
        try
        {
            await account.S3.CallAsync("PutObject", (s3, c) => s3.PutObjectAsync(request, c), cancellationToken);
            return true;
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    /// <summary>Deletes a page of what is in the folder, unfinished uploads included; true when nothing was left.</summary>
    public async Task<bool> DeletePageAsync(CancellationToken cancellationToken)
    {
        var list = new ListObjectsV2Request { BucketName = folder.Bucket, Prefix = $"{folder.Key}/", MaxKeys = Page };
        var found = await account.S3.CallAsync("ListObjectsV2", (s3, c) => s3.ListObjectsV2Async(list, c), cancellationToken);
        if (found.S3Objects is { Count: > 0 } objects)
        {
            var delete = new DeleteObjectsRequest { BucketName = folder.Bucket, Quiet = true, Objects = [.. objects.Select(o => new KeyVersion { Key = o.Key })] };
            await account.S3.CallAsync("DeleteObjects", (s3, c) => s3.DeleteObjectsAsync(delete, c), cancellationToken);
            return false;
        }

        var uploads = await account.S3.CallAsync(
            "ListMultipartUploads",
            (s3, c) => s3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = folder.Bucket, Prefix = $"{folder.Key}/" }, c),
            cancellationToken);
        foreach (var upload in uploads.MultipartUploads ?? [])
        {
            await account.S3.CallAsync(
                "AbortMultipartUpload", (s3, c) => s3.AbortMultipartUploadAsync(folder.Bucket, upload.Key, upload.UploadId, c), cancellationToken);
        }

        return uploads.MultipartUploads is not { Count: > 0 };
    }

    private static MediaPlaylist Of(string key, PlaylistText text, bool whole) =>
        new(key, text.ETag, text.ChangedAt, whole && HlsText.HasEnded(text.Text), whole && text.IsWhole && HlsText.IsPlaylist(text.Text));

    private async Task<MediaPlaylist?> MediaAsync(string key, bool whole, CancellationToken cancellationToken)
    {
        if (whole)
        {
            return await ReadAsync(key, LargestPlaylist, cancellationToken) is { } text ? Of(key, text, whole) : null;
        }

        try
        {
            var head = await account.S3.CallAsync("HeadObject", (s3, c) => s3.GetObjectMetadataAsync(folder.Bucket, key, c), cancellationToken);
            return new(key, head.ETag, Utc(head.LastModified), HasEnded: false, CanEnd: false);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<bool> HasObjectsAsync(CancellationToken cancellationToken)
    {
        var list = new ListObjectsV2Request { BucketName = folder.Bucket, Prefix = $"{folder.Key}/", MaxKeys = 1 };
        return (await account.S3.CallAsync("ListObjectsV2", (s3, c) => s3.ListObjectsV2Async(list, c), cancellationToken)).S3Objects is { Count: > 0 };
    }

    /// <summary>The first bytes of a playlist; null when it does not exist.</summary>
    private async Task<PlaylistText?> ReadAsync(string key, int most, CancellationToken cancellationToken)
    {
        try
        {
            var get = new GetObjectRequest { BucketName = folder.Bucket, Key = key, ByteRange = new ByteRange(0, most - 1) };
            return await account.S3.CallAsync(
                "GetObject",
                async (s3, c) =>
                {
                    using var found = await s3.GetObjectAsync(get, c);
                    using var reader = new StreamReader(found.ResponseStream, Encoding.UTF8);
                    var metadata = found.Metadata.Keys.ToDictionary(name => name, name => found.Metadata[name]);
                    return new PlaylistText(
                        await reader.ReadToEndAsync(c), found.ETag, Utc(found.LastModified), found.Headers.ContentType, found.Headers.CacheControl, metadata,
                        IsWhole: string.IsNullOrEmpty(found.Headers.ContentEncoding) && IsAll(found));
                },
                cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
        // An empty object has no range.
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return null;
        }
    }

    /// <summary>Whether an answer to a range has the whole object: <c>bytes 0-99/100</c> (RFC 9110, section 14.4), or no range at all.</summary>
    private static bool IsAll(GetObjectResponse found) =>
        found.HttpStatusCode == HttpStatusCode.OK || (ContentRangeHeaderValue.TryParse(found.ContentRange, out var range) && range.To + 1 == range.Length);

    private static DateTimeOffset Utc(DateTime? time) => new(DateTime.SpecifyKind((time ?? DateTime.UnixEpoch).ToUniversalTime(), DateTimeKind.Utc));

    private sealed record PlaylistText(
        string Text, string ETag, DateTimeOffset ChangedAt, string ContentType, string? CacheControl, IReadOnlyDictionary<string, string> Metadata, bool IsWhole);
}
