using Amazon.S3;
using Amazon.S3.Model;
using Onair.Aws;
using Onair.Operator.AwsAccounts;

namespace Onair.Operator.ArchiveSplits.Engines.Pods;

/// <summary>The multipart upload through which a pod delivers an MP4. The object is not visible before the upload is completed.</summary>
internal static class SectionUpload
{
    public static async Task<string> BeginAsync(SectionWork work, CancellationToken cancellationToken)
    {
        var request = new InitiateMultipartUploadRequest { BucketName = work.Output.Bucket, Key = work.Output.Key, ContentType = "video/mp4" };
        request.Metadata[OwnerMetadata.Name] = work.Split.Uid;
        return (await work.Account.S3.CallAsync("CreateMultipartUpload", (s3, c) => s3.InitiateMultipartUploadAsync(request, c), cancellationToken)).UploadId;
    }

    /// <summary>Aborts all uploads of this MP4: parts of incomplete uploads are billed, but appear in no object listing.</summary>
    public static async Task AbortAllAsync(SectionWork work, CancellationToken cancellationToken)
    {
        foreach (var upload in await UploadsAsync(work, cancellationToken))
        {
            try
            {
                await work.Account.S3.CallAsync(
                    "AbortMultipartUpload",
                    (s3, c) => s3.AbortMultipartUploadAsync(new() { BucketName = work.Output.Bucket, Key = work.Output.Key, UploadId = upload.UploadId }, c),
                    cancellationToken);
            }
            catch (AmazonS3Exception e) when (IsGone(e))
            {
                // Somebody else aborted it first.
            }
        }
    }

    // A bucket that does not exist has no uploads.
    private static async Task<IReadOnlyList<MultipartUpload>> UploadsAsync(SectionWork work, CancellationToken cancellationToken)
    {
        var request = new ListMultipartUploadsRequest { BucketName = work.Output.Bucket, Prefix = work.Output.Key };
        try
        {
            var uploads = await work.Account.S3.CallAsync("ListMultipartUploads", (s3, c) => s3.ListMultipartUploadsAsync(request, c), cancellationToken);
            return [.. (uploads.MultipartUploads ?? []).Where(u => u.Key == work.Output.Key)];
        }
        catch (AmazonS3Exception e) when (MissingBucket.Is(e))
        {
            return [];
        }
    }

    /// <summary>The parts uploaded so far; null when the upload no longer exists.</summary>
    public static async Task<IReadOnlyList<PartDetail>?> PartsAsync(SectionWork work, string uploadId, CancellationToken cancellationToken)
    {
        List<PartDetail> parts = [];
        var request = new ListPartsRequest { BucketName = work.Output.Bucket, Key = work.Output.Key, UploadId = uploadId };
        try
        {
            ListPartsResponse page;
            do
            {
                page = await work.Account.S3.CallAsync("ListParts", (s3, c) => s3.ListPartsAsync(request, c), cancellationToken);
                parts.AddRange(page.Parts ?? []);
                request.PartNumberMarker = $"{page.NextPartNumberMarker}";
            }
            while (page.IsTruncated == true);
            return parts;
        }
        catch (AmazonS3Exception e) when (IsGone(e))
        {
            return null;
        }
    }

    public static Task CompleteAsync(SectionWork work, string uploadId, IEnumerable<PartDetail> parts, CancellationToken cancellationToken) =>
        work.Account.S3.CallAsync(
            "CompleteMultipartUpload",
            (s3, c) => s3.CompleteMultipartUploadAsync(
                new()
                {
                    BucketName = work.Output.Bucket,
                    Key = work.Output.Key,
                    UploadId = uploadId,
                    PartETags = [.. parts.Select(p => new PartETag(p.PartNumber ?? 0, p.ETag))],
                },
                c), cancellationToken);

    private static bool IsGone(AmazonS3Exception e) => e.ErrorCode == "NoSuchUpload" || AwsErrorReader.Classify(e).Kind == AwsErrorKind.NotFound;
}
