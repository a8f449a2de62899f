using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace Onair.Tests.Unit.Emulator.S3;

/// <summary>Objects and buckets as AWS's SDK for .NET sees them.</summary>
public sealed class S3Tests(AwsHost host) : IClassFixture<AwsHost>
{
    [Fact]
    public async Task An_object_comes_back_as_it_was_put()
    {
        using var s3 = host.S3();
        var bucket = await BucketAsync(s3);
        var put = new PutObjectRequest { BucketName = bucket, Key = "a/b c+ü.txt", ContentBody = "hello", ContentType = "text/plain" };
        put.Metadata["session"] = "17";
        put.Headers.CacheControl = "max-age=60";
        put.Headers.ContentDisposition = "attachment";
        (await s3.PutObjectAsync(put)).ETag.ShouldBe("\"5d41402abc4b2a76b9719d911017c592\"");

        using var got = await s3.GetObjectAsync(bucket, "a/b c+ü.txt");

        (await TextAsync(got)).ShouldBe("hello");
        got.Metadata["session"].ShouldBe("17");
        got.Headers.ContentType.ShouldBe("text/plain");
        got.Headers.CacheControl.ShouldBe("max-age=60");
        got.Headers.ContentDisposition.ShouldBe("attachment");
        got.Headers.ContentEncoding.ShouldBeNullOrEmpty();
        var head = await s3.GetObjectMetadataAsync(bucket, "a/b c+ü.txt");
        (head.ContentLength, head.ETag, head.Metadata["session"]).ShouldBe((5, "\"5d41402abc4b2a76b9719d911017c592\"", "17"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Signed_chunks_and_whole_hashes_carry_the_same_content(bool chunked)
    {
        using var s3 = host.S3();
        var bucket = await BucketAsync(s3);
        var data = new byte[300_000];
        new Random(3).NextBytes(data);
        using var stream = new MemoryStream(data);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", InputStream = stream, UseChunkEncoding = chunked });

        using var got = await s3.GetObjectAsync(bucket, "k");

        (await BytesAsync(got)).ShouldBe(data);
    }

    [Theory]
    [InlineData("CRC32", "y/Q5Jg==")]
    [InlineData("CRC32C", "4waSgw==")]
    [InlineData("SHA1", "98O8HYCOBHMq32eZZczDTKeuNEE=")]
    [InlineData("SHA256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=")]
    [InlineData("CRC64NVME", "rosUhgp5mIg=")]
    public async Task Checksums_are_verified_kept_and_given_back_when_asked_for(string algorithm, string value)
    {
        using var s3 = host.S3();
        var bucket = await BucketAsync(s3);
        PutObjectRequest Put(string checksum)
        {
            var put = new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "123456789" };
            put.ChecksumAlgorithm = ChecksumAlgorithm.FindValue(algorithm);
            typeof(PutObjectRequest).GetProperty("Checksum" + algorithm)!.SetValue(put, checksum);
            return put;
        }

        await s3.PutObjectAsync(Put(value));
        var head = await s3.GetObjectMetadataAsync(
            new GetObjectMetadataRequest { BucketName = bucket, Key = "k", ChecksumMode = ChecksumMode.ENABLED });
        typeof(GetObjectMetadataResponse).GetProperty("Checksum" + algorithm)!.GetValue(head).ShouldBe(value);

        var wrong = Convert.FromBase64String(value);
        wrong[0] ^= 1;
        var error = await Should.ThrowAsync<AmazonS3Exception>(() => s3.PutObjectAsync(Put(Convert.ToBase64String(wrong))));
        error.ErrorCode.ShouldBe("BadDigest");
    }

    [Fact]
    public async Task A_range_is_a_part_of_the_object()
    {
        using var s3 = host.S3();
        var bucket = await BucketAsync(s3);
        await PutAsync(s3, bucket, "k", "0123456789");

        using var part = await s3.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = "k", ByteRange = new ByteRange(2, 4) });

        part.HttpStatusCode.ShouldBe(HttpStatusCode.PartialContent);
        part.ContentRange.ShouldBe("bytes 2-4/10");
        (await TextAsync(part)).ShouldBe("234");
        await FailsAsync("InvalidRange", () => s3.GetObjectAsync(
            new GetObjectRequest { BucketName = bucket, Key = "k", ByteRange = new ByteRange("bytes=10-") }));
    }

    [Fact]
    public async Task Conditions_guard_reads_and_writes()
    {
        using var s3 = host.S3();
        var bucket = await BucketAsync(s3);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "1", IfNoneMatch = "*" });
        var etag = (await s3.GetObjectMetadataAsync(bucket, "k")).ETag;

        await FailsAsync("PreconditionFailed", () => s3.PutObjectAsync(
            new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "2", IfNoneMatch = "*" }));
        await FailsAsync("PreconditionFailed", () => s3.PutObjectAsync(
            new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "2", IfMatch = "\"other\"" }));
        await FailsAsync("PreconditionFailed", () => s3.GetObjectAsync(
            new GetObjectRequest { BucketName = bucket, Key = "k", EtagToMatch = "\"other\"" }));
        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.GetObjectAsync(
            new GetObjectRequest { BucketName = bucket, Key = "k", EtagToNotMatch = etag }))).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "2", IfMatch = etag });
    }

    [Fact]
    public async Task Only_one_of_many_writers_creates_an_object()
    {
        using var s3 = host.S3();
        var bucket = await BucketAsync(s3);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(async i =>
        {
            try
            {
                await s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = $"{i}", IfNoneMatch = "*" });
                return "won";
            }
            catch (AmazonS3Exception error)
            {
                return error.ErrorCode;
            }
        }));

        outcomes.Count(o => o == "won").ShouldBe(1);
        outcomes.Count(o => o == "PreconditionFailed").ShouldBe(9);
    }

    [Fact]
    public async Task Missing_things_are_told_apart()
    {
        using var s3 = host.S3();
        var bucket = await BucketAsync(s3);

        await FailsAsync("NoSuchKey", () => s3.GetObjectAsync(bucket, "none"));
        await FailsAsync("NoSuchBucket", () => s3.GetObjectAsync("no-such-bucket", "none"));
        await FailsAsync("NoSuchBucket", () => s3.DeleteObjectAsync("no-such-bucket", "none"));
        await FailsAsync("NoSuchUpload", () => s3.AbortMultipartUploadAsync(bucket, "none", "none"));
        await FailsAsync("NoSuchCORSConfiguration", () => s3.GetCORSConfigurationAsync(bucket));
        (await s3.DeleteObjectAsync(bucket, "none")).HttpStatusCode.ShouldBe(HttpStatusCode.NoContent);
        await FailsAsync("KeyTooLongError", () => PutAsync(s3, bucket, new string('x', 1025), "x"));
    }

    [Fact]
    public async Task A_bucket_lives_from_creation_to_the_deletion_of_its_last_object()
    {
        using var s3 = host.S3();
        var bucket = await BucketAsync(s3, "eu-central-1");
        (await s3.GetBucketLocationAsync(bucket)).Location.Value.ShouldBe("eu-central-1");
        (await s3.ListBucketsAsync()).Buckets.ShouldContain(b => b.BucketName == bucket);
        await FailsAsync("BucketAlreadyOwnedByYou", () => s3.PutBucketAsync(
            new PutBucketRequest { BucketName = bucket, BucketRegionName = "eu-central-1" }));
        await FailsAsync("InvalidBucketName", () => s3.PutBucketAsync("Not_A_Name"));
        await PutAsync(s3, bucket, "k", "x");

        await FailsAsync("BucketNotEmpty", () => s3.DeleteBucketAsync(bucket));
        await s3.DeleteObjectAsync(bucket, "k");
        await s3.DeleteBucketAsync(bucket);

        await FailsAsync("NoSuchBucket", () => s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }));
    }

    [Fact]
    public async Task Listings_page_through_odd_keys_in_both_versions()
    {
        using var s3 = host.S3();
        var bucket = await BucketAsync(s3);
        string[] keys = ["a b", "a+b", "a/1", "a/2", "a&b<c>", "ü", "z"];
        foreach (var key in keys) await PutAsync(s3, bucket, key, "x");
        var expected = keys.Order(StringComparer.Ordinal).ToArray();

        var second = new List<string>();
        await foreach (var found in s3.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = bucket, MaxKeys = 2 }).S3Objects)
            second.Add(found.Key);
        var first = new List<string>();
        await foreach (var page in s3.Paginators.ListObjects(new ListObjectsRequest { BucketName = bucket, MaxKeys = 2 }).Responses)
            first.AddRange(page.S3Objects.Select(o => o.Key));

        second.ShouldBe(expected);
        first.ShouldBe(expected);
        var grouped = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Delimiter = "/", StartAfter = "a+" });
        grouped.CommonPrefixes.ShouldBe(["a/"]);
        grouped.S3Objects.Select(o => o.Key).ShouldBe(["a+b", "z", "ü"]);
    }

    [Fact]
    public async Task Many_objects_are_deleted_at_once()
    {
        using var s3 = host.S3();
        var bucket = await BucketAsync(s3);
        string[] keys = ["1", "2 <&>", "3"];
        foreach (var key in keys) await PutAsync(s3, bucket, key, "x");

        var deleted = await s3.DeleteObjectsAsync(new DeleteObjectsRequest
        {
            BucketName = bucket,
            Objects = [.. keys[..2].Append("none").Select(k => new KeyVersion { Key = k })],
        });

        deleted.DeletedObjects.Select(d => d.Key).ShouldBe(["1", "2 <&>", "none"]);
        (await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket })).S3Objects.Select(o => o.Key).ShouldBe(["3"]);
    }

    [Fact]
    public async Task Copies_keep_or_replace_what_describes_the_object()
    {
        using var s3 = host.S3();
        var bucket = await BucketAsync(s3);
        var put = new PutObjectRequest { BucketName = bucket, Key = "ü 1", ContentBody = "x", TagSet = [new Tag { Key = "t", Value = "1" }] };
        put.Metadata["m"] = "1";
        await s3.PutObjectAsync(put);
        CopyObjectRequest Copy(string to) => new() { SourceBucket = bucket, SourceKey = "ü 1", DestinationBucket = bucket, DestinationKey = to };

        await s3.CopyObjectAsync(Copy("kept"));
        var replacing = Copy("replaced");
        replacing.MetadataDirective = S3MetadataDirective.REPLACE;
        replacing.Metadata["n"] = "2";
        await s3.CopyObjectAsync(replacing);

        (await s3.GetObjectMetadataAsync(bucket, "kept")).Metadata["m"].ShouldBe("1");
        (await s3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = bucket, Key = "kept" })).Tagging.ShouldHaveSingleItem();
        var metadata = (await s3.GetObjectMetadataAsync(bucket, "replaced")).Metadata;
        (metadata["m"], metadata["n"]).ShouldBe((null, "2"));
        await FailsAsync("InvalidRequest", () => s3.CopyObjectAsync(Copy("ü 1")));
    }

    [Fact]
    public async Task Tags_are_set_read_and_removed()
    {
        using var s3 = host.S3();
        var bucket = await BucketAsync(s3);
        await PutAsync(s3, bucket, "k", "x");
        PutObjectTaggingRequest Tag(params string[] keys) => new()
        {
            BucketName = bucket,
            Key = "k",
            Tagging = new() { TagSet = [.. keys.Select(k => new Tag { Key = k, Value = "v" })] },
        };

        await s3.PutObjectTaggingAsync(Tag("a", "b"));
        var got = await s3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = bucket, Key = "k" });
        got.Tagging.Select(t => $"{t.Key}={t.Value}").ShouldBe(["a=v", "b=v"]);
        using (var read = await s3.GetObjectAsync(bucket, "k")) read.TagCount.ShouldBe(2);
        await FailsAsync("InvalidTag", () => s3.PutObjectTaggingAsync(Tag(new string('x', 129))));
        await FailsAsync("BadRequest", () => s3.PutObjectTaggingAsync(Tag([.. Enumerable.Range(0, 11).Select(i => $"{i}")])));
        await s3.DeleteObjectTaggingAsync(new DeleteObjectTaggingRequest { BucketName = bucket, Key = "k" });
        (await s3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = bucket, Key = "k" })).Tagging.ShouldBeNull("the SDK has no empty lists");
    }

    internal static async Task<string> BucketAsync(AmazonS3Client s3, string? region = null)
    {
        var bucket = $"b-{Guid.NewGuid():N}";
        await s3.PutBucketAsync(new PutBucketRequest { BucketName = bucket, BucketRegionName = region });
        return bucket;
    }

    internal static async Task FailsAsync(string code, Func<Task> call)
    {
        var error = await Should.ThrowAsync<AmazonS3Exception>(call);
        error.ErrorCode.ShouldBe(code);
    }

    internal static async Task<byte[]> BytesAsync(GetObjectResponse response)
    {
        using var buffer = new MemoryStream();
        await response.ResponseStream.CopyToAsync(buffer);
        return buffer.ToArray();
    }

    private static Task<PutObjectResponse> PutAsync(AmazonS3Client s3, string bucket, string key, string content) =>
        s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = content });

    private static async Task<string> TextAsync(GetObjectResponse response) => Encoding.UTF8.GetString(await BytesAsync(response));
}
