using System.Net.Sockets;
using Amazon.S3;
using Amazon.S3.Model;

namespace Onair.Tests.Integration.S3;

/// <summary>SIGKILL at moments when something is half written.</summary>
public sealed class KillTests : IAsyncLifetime, IDisposable
{
    private const int Part = 5 * 1024 * 1024;
    private readonly S3Emulator _emulator = new();
    private readonly AmazonS3Client _s3;

    public KillTests() => _s3 = new AmazonS3Client("onair", "onair-secret", new AmazonS3Config
    {
        ServiceURL = _emulator.Url,
        ForcePathStyle = true,
        AuthenticationRegion = "us-east-1",
        MaxErrorRetry = 0,
    });

    public Task InitializeAsync() => _emulator.InitializeAsync();

    public Task DisposeAsync() => _emulator.DisposeAsync();

    public void Dispose() => _s3.Dispose();

    [Fact]
    public async Task A_put_cut_by_a_kill_leaves_the_old_object_and_no_bytes_of_the_new()
    {
        await _s3.PutBucketAsync("bucket");
        await _s3.PutObjectAsync(new PutObjectRequest { BucketName = "bucket", Key = "old", ContentBody = "old" });
        await BeginPutAsync("old");
        await BeginPutAsync("new");

        await _emulator.KillAsync();
        await _emulator.StartAsync();

        var listed = await _s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "bucket" });
        listed.S3Objects.Select(o => (o.Key, o.Size)).ShouldBe([("old", 3)]);
        using var old = await _s3.GetObjectAsync("bucket", "old");
        (await new StreamReader(old.ResponseStream).ReadToEndAsync()).ShouldBe("old");
        Blobs().Length.ShouldBe(1);
    }

    [Fact]
    public async Task Objects_answered_for_before_a_kill_are_there_after_it()
    {
        await _s3.PutBucketAsync("bucket");
        var answered = new List<string>();
        using var enough = new SemaphoreSlim(0);
        var writing = Task.Run(async () =>
        {
            for (var i = 0; ; i++)
            {
                await _s3.PutObjectAsync(new PutObjectRequest { BucketName = "bucket", Key = $"k{i % 20}", ContentBody = new string('x', i) });
                lock (answered) answered.Add($"k{i % 20}={i}");
                if (i == 100) enough.Release();
            }
        });
        (await enough.WaitAsync(TimeSpan.FromMinutes(1))).ShouldBeTrue();

        await _emulator.KillAsync();
        await Should.ThrowAsync<Exception>(() => writing);
        await _emulator.StartAsync();

        var sizes = (await _s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "bucket" })).S3Objects.ToDictionary(o => o.Key, o => o.Size!.Value);
        var last = answered.Select(a => a.Split('=')).GroupBy(a => a[0], a => long.Parse(a[1], null)).ToDictionary(g => g.Key, g => g.Max());
        // The one in flight at the kill may have made it.
        foreach (var (key, size) in last) sizes[key].ShouldBeOneOf(size, answered.Count);
        Blobs().Length.ShouldBe(sizes.Count);
    }

    [Fact]
    public async Task A_multipart_upload_goes_on_after_a_kill()
    {
        await _s3.PutBucketAsync("bucket");
        var id = (await _s3.InitiateMultipartUploadAsync("bucket", "k")).UploadId;
        var first = await UploadAsync(id, 1, Part);
        await BeginPutAsync($"k?partNumber=2&uploadId={id}");

        await _emulator.KillAsync();
        await _emulator.StartAsync();

        (await _s3.ListPartsAsync("bucket", "k", id)).Parts.Select(p => p.PartNumber).ShouldBe([1]);
        var second = await UploadAsync(id, 2, 10);
        await _s3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest
        {
            BucketName = "bucket",
            Key = "k",
            UploadId = id,
            PartETags = [first, second],
        });
        (await _s3.GetObjectMetadataAsync("bucket", "k")).ContentLength.ShouldBe(Part + 10);
        Blobs().Length.ShouldBe(1);
    }

    /// <summary>Sends the head and the first megabyte of a put of ten, and waits until some of it is on disk.</summary>
    private async Task BeginPutAsync(string target)
    {
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var presign = new GetPreSignedUrlRequest
        {
            BucketName = "bucket",
            Key = mark < 0 ? target : target[..mark],
            Verb = HttpVerb.PUT,
            Protocol = Protocol.HTTP,
            Expires = TimeProvider.System.GetUtcNow().AddMinutes(5).UtcDateTime,
        };
        if (mark >= 0)
        {
            presign.PartNumber = 2;
            presign.UploadId = target[(target.IndexOf("uploadId=", StringComparison.Ordinal) + 9)..];
        }

        var url = new Uri(await _s3.GetPreSignedURLAsync(presign));
        var before = Blobs().Length;
        var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(
            $"PUT {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Length: 10000000\r\n\r\n"));
        await stream.WriteAsync(new byte[1_000_000]);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (Blobs().Length == before || Blobs().Max(b => b.Length) < 100_000) await Task.Delay(20, timeout.Token);
    }

    private async Task<PartETag> UploadAsync(string id, int number, int size)
    {
        using var stream = new MemoryStream(new byte[size]);
        var done = await _s3.UploadPartAsync(new UploadPartRequest
        {
            BucketName = "bucket",
            Key = "k",
            UploadId = id,
            PartNumber = number,
            InputStream = stream,
            PartSize = size,
        });
        return new PartETag(number, done.ETag);
    }

    private FileInfo[] Blobs() => new DirectoryInfo(Path.Combine(_emulator.Data, "s3", "bucket", "blobs")).GetFiles();
}
