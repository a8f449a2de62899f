using Amazon.S3;
using Amazon.S3.Model;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Cluster;

/// <summary>The recording of a session.</summary>
internal static class Archive
{
    /// <summary>Downloads all segments below the session's folder and probes them, in the order of their names.</summary>
    /// <param name="s3">The account's buckets.</param>
    /// <param name="archivePath"><c>s3://bucket/folder</c>, as the session's status has it.</param>
    public static async Task<IReadOnlyList<MediaFile>> ProbeAsync(AmazonS3Client s3, string archivePath)
    {
        var segments = new List<MediaFile>();
        await foreach (var item in SegmentsAsync(s3, new(archivePath)))
        {
            var file = Path.GetTempFileName();
            try
            {
                using (item) await item.WriteResponseStreamToFileAsync(file, append: false, CancellationToken.None);
                segments.Add(await MediaFile.ProbeAsync(file));
            }
            finally
            {
                File.Delete(file);
            }
        }

        return segments;
    }

    /// <summary>Downloads all segments below the session's folder into one file.</summary>
    public static async Task JoinAsync(AmazonS3Client s3, string archivePath, string file)
    {
        await foreach (var item in SegmentsAsync(s3, new(archivePath)))
        {
            using (item) await item.WriteResponseStreamToFileAsync(file, append: true, CancellationToken.None);
        }
    }

    private static async IAsyncEnumerable<GetObjectResponse> SegmentsAsync(AmazonS3Client s3, Uri location)
    {
        var listing = s3.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = location.Host, Prefix = location.AbsolutePath.Trim('/') + '/' });
        await foreach (var item in listing.S3Objects)
        {
            // Beside each segment is its index.
            if (item.Key.EndsWith(".ts", StringComparison.Ordinal)) yield return await s3.GetObjectAsync(item.BucketName ?? location.Host, item.Key);
        }
    }
}
