using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace Onair.Tests.Unit.Emulator.S3;

public sealed class MultipartTests(AwsHost host) : IClassFixture<AwsHost>
{
    private const int Part = 5 * 1024 * 1024;

    [Fact]
    public async Task Parts_become_one_object_with_the_description_of_the_upload()
    {
        using var s3 = host.S3();
        var bucket = await S3Tests.BucketAsync(s3);
        var data = Random(Part + 1000);
        var begin = new InitiateMultipartUploadRequest { BucketName = bucket, Key = "k", ContentType = "video/mp2t" };
        begin.Metadata["session"] = "17";
        var id = (await s3.InitiateMultipartUploadAsync(begin)).UploadId;
        (await s3.ListMultipartUploadsAsync(bucket)).MultipartUploads.ShouldHaveSingleItem().UploadId.ShouldBe(id);
        // The last first, and the first twice: only the number counts, and the later upload.
        var second = await UploadAsync(s3, bucket, id, 2, data[Part..]);
        await UploadAsync(s3, bucket, id, 1, Random(10));
        var first = await UploadAsync(s3, bucket, id, 1, data[..Part]);
        (await s3.ListPartsAsync(bucket, "k", id)).Parts.Select(p => (p.PartNumber, p.Size)).ShouldBe([(1, Part), (2, 1000)]);
        await S3Tests.FailsAsync("NoSuchKey", () => s3.GetObjectAsync(bucket, "k"));

        var done = await CompleteAsync(s3, bucket, id, first, second);

        done.ETag.ShouldBe($"\"{ETag(data[..Part], data[Part..])}\"");
        using var got = await s3.GetObjectAsync(bucket, "k");
        (await S3Tests.BytesAsync(got)).ShouldBe(data);
        (got.Headers.ContentType, got.Metadata["session"]).ShouldBe(("video/mp2t", "17"));
        (await s3.ListMultipartUploadsAsync(bucket)).MultipartUploads.ShouldBeNull("the SDK has no empty lists");
        (await CompleteAsync(s3, bucket, id, first, second)).ETag.ShouldBe(done.ETag, "a repeated completion succeeds");
        using var part = await s3.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = "k", PartNumber = 2 });
        (await S3Tests.BytesAsync(part)).ShouldBe(data[Part..]);
    }

    [Fact]
    public async Task An_upload_goes_on_after_a_restart()
    {
        var host = new AwsHost();
        await host.InitializeAsync();
        try
        {
            using var before = host.S3();
            var bucket = await S3Tests.BucketAsync(before);
            var data = Random(Part + 1);
            var id = (await before.InitiateMultipartUploadAsync(bucket, "k")).UploadId;
            var first = await UploadAsync(before, bucket, id, 1, data[..Part]);
            await host.RestartAsync();
            using var s3 = host.S3();

            var second = await UploadAsync(s3, bucket, id, 2, data[Part..]);
            await CompleteAsync(s3, bucket, id, first, second);

            using var got = await s3.GetObjectAsync(bucket, "k");
            (await S3Tests.BytesAsync(got)).ShouldBe(data);
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_completion_that_does_not_fit_the_parts_is_refused()
    {
        using var s3 = host.S3();
        var bucket = await S3Tests.BucketAsync(s3);
        var id = (await s3.InitiateMultipartUploadAsync(bucket, "k")).UploadId;
        var first = await UploadAsync(s3, bucket, id, 1, [1, 2, 3]);
        var second = await UploadAsync(s3, bucket, id, 2, [4]);

        await S3Tests.FailsAsync("EntityTooSmall", () => CompleteAsync(s3, bucket, id, first, second));
        await S3Tests.FailsAsync("InvalidPart", () => CompleteAsync(s3, bucket, id, first, new PartETag(3, second.ETag)));
        await S3Tests.FailsAsync("InvalidPart", () => CompleteAsync(s3, bucket, id, new PartETag(1, second.ETag)));
        await s3.AbortMultipartUploadAsync(bucket, "k", id);
        await S3Tests.FailsAsync("NoSuchUpload", () => CompleteAsync(s3, bucket, id, first));
        await S3Tests.FailsAsync("NoSuchUpload", () => UploadAsync(s3, bucket, id, 1, [1]));
        await s3.DeleteBucketAsync(bucket);
    }

    [Fact]
    public async Task Parts_are_copied_by_range()
    {
        using var s3 = host.S3();
        var bucket = await S3Tests.BucketAsync(s3);
        using var source = new MemoryStream("0123456789"u8.ToArray());
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "source", InputStream = source });
        var id = (await s3.InitiateMultipartUploadAsync(bucket, "k")).UploadId;
        CopyPartRequest Copy(long first, long last) => new()
        {
            SourceBucket = bucket,
            SourceKey = "source",
            DestinationBucket = bucket,
            DestinationKey = "k",
            UploadId = id,
            PartNumber = 1,
            FirstByte = first,
            LastByte = last,
        };

        var copied = await s3.CopyPartAsync(Copy(2, 5));
        await S3Tests.FailsAsync("InvalidArgument", () => s3.CopyPartAsync(Copy(2, 10)));
        await CompleteAsync(s3, bucket, id, new PartETag(1, copied.ETag));

        using var got = await s3.GetObjectAsync(bucket, "k");
        (await S3Tests.BytesAsync(got)).ShouldBe("2345"u8.ToArray());
    }

    [Theory]
    [InlineData("CRC32", "COMPOSITE")]
    [InlineData("CRC32", "FULL_OBJECT")]
    [InlineData("SHA256", "COMPOSITE")]
    [InlineData("CRC64NVME", "FULL_OBJECT")]
    public async Task Checksums_of_parts_make_one_of_the_object(string algorithm, string type)
    {
        using var s3 = host.S3();
        var bucket = await S3Tests.BucketAsync(s3);
        var begin = new InitiateMultipartUploadRequest
        {
            BucketName = bucket,
            Key = "k",
            ChecksumAlgorithm = ChecksumAlgorithm.FindValue(algorithm),
            ChecksumType = ChecksumType.FindValue(type),
        };
        var id = (await s3.InitiateMultipartUploadAsync(begin)).UploadId;
        var data = Random(Part + 7);
        var (first, second) = (data[..Part], data[Part..]);
        var etags = new[]
        {
            await UploadAsync(s3, bucket, id, 1, first, algorithm), await UploadAsync(s3, bucket, id, 2, second, algorithm),
        };
        await S3Tests.FailsAsync("InvalidRequest", () => UploadAsync(s3, bucket, id, 3, second, algorithm == "SHA1" ? "CRC32" : "SHA1"));

        await CompleteAsync(s3, bucket, id, etags);

        var head = await s3.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = bucket, Key = "k", ChecksumMode = ChecksumMode.ENABLED });
        head.ChecksumType.Value.ShouldBe(type);
        var expected = type == "FULL_OBJECT"
            ? Sum(algorithm, data)
            : Sum(algorithm, [.. Convert.FromBase64String(Sum(algorithm, first)), .. Convert.FromBase64String(Sum(algorithm, second))]) + "-2";
        typeof(GetObjectMetadataResponse).GetProperty("Checksum" + algorithm)!.GetValue(head).ShouldBe(expected);
    }

    [Fact]
    public async Task The_transfer_utility_uploads_in_parts_and_its_file_comes_back()
    {
        using var s3 = host.S3();
        var bucket = await S3Tests.BucketAsync(s3);
        var data = Random(3 * Part);
        using var stream = new MemoryStream(data);
        using var transfer = new TransferUtility(s3);

        await transfer.UploadAsync(new TransferUtilityUploadRequest
        {
            BucketName = bucket,
            Key = "k",
            InputStream = stream,
            PartSize = Part,
        });

        using var got = await s3.GetObjectAsync(bucket, "k");
        (await S3Tests.BytesAsync(got)).ShouldBe(data);
    }

    private static async Task<PartETag> UploadAsync(AmazonS3Client s3, string bucket, string id, int number, byte[] data, string? algorithm = null)
    {
        using var stream = new MemoryStream(data);
        var part = new UploadPartRequest
        {
            BucketName = bucket,
            Key = "k",
            UploadId = id,
            PartNumber = number,
            InputStream = stream,
            PartSize = data.Length,
        };
        // Given, not left to the SDK: it has no CRC64NVME of its own.
        if (algorithm is not null) typeof(UploadPartRequest).GetProperty("Checksum" + algorithm)!.SetValue(part, Sum(algorithm, data));
        var done = await s3.UploadPartAsync(part);
        return new PartETag(number, done.ETag);
    }

    private static Task<CompleteMultipartUploadResponse> CompleteAsync(AmazonS3Client s3, string bucket, string id, params PartETag[] parts) =>
        s3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = bucket, Key = "k", UploadId = id, PartETags = [.. parts] });

    private static byte[] Random(int length)
    {
        var data = new byte[length];
        new Random(length).NextBytes(data);
        return data;
    }

#pragma warning disable CA5351 // An ETag is an MD5 by S3's definition.
    private static string ETag(params byte[][] parts) =>
        Convert.ToHexStringLower(MD5.HashData([.. parts.SelectMany(MD5.HashData)])) + $"-{parts.Length}";
#pragma warning restore CA5351

    private static string Sum(string algorithm, byte[] data)
    {
        using var checksum = Onair.Emulator.S3.Checksums.Checksum.Create(algorithm)!;
        checksum.Append(data);
        return Convert.ToBase64String(checksum.Finish());
    }
}
