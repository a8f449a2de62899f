using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Onair.Aws;

namespace Onair.Tests.Integration.Aws;

[Collection(EmulatorCollection.Name)]
public sealed class S3Tests(AwsEmulator emulator)
{
    [Fact]
    public async Task The_operations_that_recordings_need_work_against_the_emulator()
    {
        using var s3 = new AmazonS3Client(emulator.Credentials, emulator.Configure(new AmazonS3Config { ForcePathStyle = true }));
        await s3.PutBucketAsync("sections");
        (await s3.ListBucketsAsync()).Buckets.Select(b => b.BucketName).ShouldBe([AwsEmulator.Bucket, "sections"], ignoreOrder: true);

        await s3.PutObjectAsync(new PutObjectRequest { BucketName = "sections", Key = "a/one 1.txt", ContentBody = "0123456789" });
        (await ReadAsync(s3, "a/one 1.txt", new ByteRange(2, 4))).ShouldBe("234");
        await s3.CopyObjectAsync("sections", "a/one 1.txt", "sections", "a/two.txt");
        (await ReadAsync(s3, "a/two.txt")).ShouldBe("0123456789");

        var listed = await s3.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = "sections", Prefix = "a/", MaxKeys = 1 }).S3Objects.ToListAsync();
        listed.Select(o => o.Key).ShouldBe(["a/one 1.txt", "a/two.txt"]);

        await MultipartAsync(s3);
        using var http = new HttpClient();
        var url = await s3.GetPreSignedURLAsync(new() { BucketName = "sections", Key = "a/two.txt", Expires = TimeProvider.System.GetUtcNow().AddMinutes(5).UtcDateTime, Protocol = Protocol.HTTP });
        (await http.GetStringAsync(new Uri(url))).ShouldBe("0123456789");

        await s3.DeleteObjectAsync("sections", "a/one 1.txt");
        await s3.DeleteObjectsAsync(new() { BucketName = "sections", Objects = [new() { Key = "a/two.txt" }, new() { Key = "big" }] });
        var gone = await Should.ThrowAsync<AmazonS3Exception>(() => s3.GetObjectAsync("sections", "a/two.txt"));
        AwsErrorReader.Classify(gone).Kind.ShouldBe(AwsErrorKind.NotFound);
        var head = await Should.ThrowAsync<AmazonS3Exception>(() => s3.GetObjectMetadataAsync("sections", "a/two.txt"));
        AwsErrorReader.Classify(head).Kind.ShouldBe(AwsErrorKind.NotFound);
        await s3.DeleteBucketAsync("sections");
    }

    private static async Task MultipartAsync(AmazonS3Client s3)
    {
        const int PartSize = 5 << 20;
        var upload = await s3.InitiateMultipartUploadAsync("sections", "big");
        var tags = new List<PartETag>();
        foreach (var (number, content) in ((int, byte[])[])[(1, new byte[PartSize]), (2, Encoding.UTF8.GetBytes("the end"))])
        {
            using var stream = new MemoryStream(content);
            var part = await s3.UploadPartAsync(new() { BucketName = "sections", Key = "big", UploadId = upload.UploadId, PartNumber = number, InputStream = stream });
            tags.Add(new PartETag(number, part.ETag));
        }
        await s3.CompleteMultipartUploadAsync(new() { BucketName = "sections", Key = "big", UploadId = upload.UploadId, PartETags = tags });
        (await s3.GetObjectMetadataAsync("sections", "big")).ContentLength.ShouldBe(PartSize + "the end".Length);
    }

    private static async Task<string> ReadAsync(AmazonS3Client s3, string key, ByteRange? range = null)
    {
        using var response = await s3.GetObjectAsync(new GetObjectRequest { BucketName = "sections", Key = key, ByteRange = range });
        using var reader = new StreamReader(response.ResponseStream);
        return await reader.ReadToEndAsync();
    }
}
