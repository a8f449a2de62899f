using Amazon.S3;
using Amazon.S3.Model;
using Onair.Recordings.Cutting;
using Onair.Tests.Recordings;

namespace Onair.Tests.Support;

/// <summary>The emulator's S3 with recordings in it, and multipart uploads as the operator makes them.</summary>
public sealed class SplitterStore : IAsyncLifetime, IDisposable
{
    public const string Bucket = "recordings";
    public const int PartBytes = 5 << 20;

    private readonly S3Emulator _emulator = new();
    private readonly Dictionary<RecordingSpec, IReadOnlyList<StoredSegment>> _stored = [];
    private readonly SemaphoreSlim _storing = new(1);
    private AmazonS3Client? _s3;

    public AmazonS3Client S3 => _s3!;

    public string Scratch => _emulator.Scratch;

    public async Task InitializeAsync()
    {
        await _emulator.InitializeAsync();
        _s3 = new AmazonS3Client(_emulator.Credentials, _emulator.Configure(new AmazonS3Config { ForcePathStyle = true }));
        await S3.PutBucketAsync(Bucket);
    }

    public async Task DisposeAsync()
    {
        await _emulator.DisposeAsync();
        Dispose();
    }

    public void Dispose()
    {
        _s3?.Dispose();
        _storing.Dispose();
    }

    /// <summary>The segments of a recording, put into the store once.</summary>
    public async Task<IReadOnlyList<StoredSegment>> SegmentsAsync(RecordingSpec spec)
    {
        await _storing.WaitAsync();
        try
        {
            if (_stored.TryGetValue(spec, out var stored)) return stored;
            var recording = await Recording.GetAsync(spec);
            var segments = new List<StoredSegment>();
            foreach (var file in recording.Segments)
            {
                var key = $"{spec.Hash()}/{Path.GetFileName(file)}";
                await S3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = key, FilePath = file });
                segments.Add(new(Sign(key, HttpVerb.GET), await Recording.IndexAsync(file)));
            }

            return _stored[spec] = segments;
        }
        finally
        {
            _storing.Release();
        }
    }

    /// <summary>Begins an upload with signed URLs for its parts.</summary>
    public async Task<(string UploadId, UploadTarget Target)> BeginAsync(string key, int parts = 20)
    {
        var id = (await S3.InitiateMultipartUploadAsync(Bucket, key)).UploadId;
        return (id, new UploadTarget
        {
            PartBytes = PartBytes,
            Parts = [.. Enumerable.Range(1, parts).Select(n => Sign(key, HttpVerb.PUT, r => (r.UploadId, r.PartNumber) = (id, n)))],
        });
    }

    public Task DeleteAsync(string key) => S3.DeleteObjectAsync(Bucket, key);

    /// <summary>Completes an upload with so many of its parts, and brings the object into a file.</summary>
    public async Task<string> CompleteAsync(string key, string uploadId, int parts)
    {
        await FinishAsync(key, uploadId, parts);
        return await FetchAsync(key);
    }

    /// <summary>Completes an upload with so many of its parts.</summary>
    public async Task FinishAsync(string key, string uploadId, int parts)
    {
        var listed = await S3.ListPartsAsync(Bucket, key, uploadId);
        await S3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest
        {
            BucketName = Bucket,
            Key = key,
            UploadId = uploadId,
            PartETags = [.. listed.Parts.Take(parts).Select(p => new PartETag(p.PartNumber!.Value, p.ETag))],
        });
    }

    /// <summary>Brings an object into a file.</summary>
    public async Task<string> FetchAsync(string key)
    {
        var file = Path.Combine(Scratch, $"{Guid.NewGuid():N}.mp4");
        using var answer = await S3.GetObjectAsync(Bucket, key);
        await answer.WriteResponseStreamToFileAsync(file, append: false, CancellationToken.None);
        return file;
    }

    public async Task<bool> ExistsAsync(string key) =>
        (await S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket, Prefix = key })).S3Objects is { Count: > 0 };

    public Uri Sign(string key, HttpVerb verb, Action<GetPreSignedUrlRequest>? more = null)
    {
        var request = new GetPreSignedUrlRequest
        {
            BucketName = Bucket,
            Key = key,
            Verb = verb,
            Protocol = Protocol.HTTP,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1),
        };
        more?.Invoke(request);
        return new Uri(S3.GetPreSignedURL(request));
    }
}
