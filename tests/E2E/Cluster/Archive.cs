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
        var location = new Uri(archivePath);
        var segments = new List<MediaFile>();
        var listing = s3.Paginators.ListObjectsV2(new ListObjectsV2Request
        {
            BucketName = location.Host,
            Prefix = location.AbsolutePath.Trim('/') + '/',
        });
        await foreach (var item in listing.S3Objects)
        {
            // Beside each segment is its index.
            if (!item.Key.EndsWith(".ts", StringComparison.Ordinal)) continue;
            var file = Path.GetTempFileName();
            try
            {
                using (var content = await s3.GetObjectAsync(item.BucketName ?? location.Host, item.Key))
                    await content.WriteResponseStreamToFileAsync(file, append: false, CancellationToken.None);
                segments.Add(await MediaFile.ProbeAsync(file));
            }
            finally
            {
                File.Delete(file);
            }
        }

        return segments;
    }
}
