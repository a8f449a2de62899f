using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Onair.Operator.ArchiveSplits.Engines;
using Onair.Operator.AwsAccounts;
using Onair.Recordings.Sessions;

namespace Onair.Operator.ArchiveSplits;

/// <summary>
/// The outputs of a section in S3. The playlist is written before anything else and says in its metadata whose the pair is: what
/// somebody else has put there is never overwritten or deleted.
/// </summary>
internal static class SectionOutputStore
{
    /// <summary>Writes the playlist, unless the names are taken; returns why nothing can be written there, null when all is well.</summary>
    public static async Task<string?> ClaimAsync(SectionWork work, IReadOnlyList<SegmentRange> ranges, CancellationToken cancellationToken)
    {
        var playlist = await UidOfAsync(work, work.Playlist, cancellationToken);
        if (!playlist.IsThere && (await UidOfAsync(work, work.Output, cancellationToken)).IsThere) return Taken(work.Output);
        if (playlist.IsThere && playlist.Uid != work.Split.Uid) return Taken(work.Playlist);
        var request = new PutObjectRequest
        {
            BucketName = work.Playlist.Bucket,
            Key = work.Playlist.Key,
            ContentType = "application/vnd.apple.mpegurl",
            ContentBody = SectionPlaylist.Of(ranges, s => Relative(work, s.Key)),
        };
        request.Metadata[OwnerMetadata.Name] = work.Split.Uid;
        if (!playlist.IsThere) request.IfNoneMatch = "*";
        try
        {
            await work.Account.S3.CallAsync("PutObject", (s3, c) => s3.PutObjectAsync(request, c), cancellationToken);
            return null;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            return Taken(work.Playlist);
        }
        catch (AmazonS3Exception e) when (MissingBucket.Is(e))
        {
            return MissingBucket.Output(work.Split.Spec.Output.Bucket, work.Playlist.Bucket);
        }
    }

    /// <summary>The uid of the split that wrote the playlist; null without one.</summary>
    public static async Task<string?> OwnerAsync(SectionWork work, CancellationToken cancellationToken) => (await UidOfAsync(work, work.Playlist, cancellationToken)).Uid;

    /// <summary>Whether the MP4 exists.</summary>
    public static async Task<bool> ExistsAsync(SectionWork work, CancellationToken cancellationToken) =>
        (await UidOfAsync(work, work.Output, cancellationToken)).IsThere;

    /// <summary>Whether the pair is this split's, as the playlist says: nobody but who may write to the bucket can forge that.</summary>
    public static async Task<bool> IsOursAsync(SectionWork work, CancellationToken cancellationToken) =>
        (await UidOfAsync(work, work.Playlist, cancellationToken)).Uid == work.Split.Uid && await ExistsAsync(work, cancellationToken);

    /// <summary>Deletes MP4 and playlist if they are this split's.</summary>
    public static async Task RemoveAsync(SectionWork work, CancellationToken cancellationToken)
    {
        if ((await UidOfAsync(work, work.Playlist, cancellationToken)).Uid != work.Split.Uid) return;
        // The playlist goes last: without it nobody would know whose the MP4 is.
        foreach (var location in new[] { work.Output, work.Playlist })
            await work.Account.S3.CallAsync("DeleteObject", (s3, c) => s3.DeleteObjectAsync(location.Bucket, location.Key, c), cancellationToken);
    }

    private static Task<(bool IsThere, string? Uid)> UidOfAsync(SectionWork work, S3Location location, CancellationToken cancellationToken) =>
        OwnerMetadata.LookAsync(work.Account, location, cancellationToken);

    private static string Taken(S3Location location) => $"{location} exists and does not belong to this ArchiveSplit; create another ArchiveSplit with another spec.nameModifier";

    // The folder of the outputs mirrors that of the archive, one level below it.
    private static string Relative(SectionWork work, string segmentKey) =>
        work.Playlist.Bucket == work.Archive.Bucket
            ? $"..{segmentKey[work.Archive.Key.Length..]}"
            : $"{work.Account.S3Url(work.Archive.Bucket).AbsoluteUri.TrimEnd('/')}/{segmentKey}";
}
