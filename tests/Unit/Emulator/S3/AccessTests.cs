using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SecurityToken.Model;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Onair.Emulator.S3;
using Onair.Emulator.S3.Storage;
using Tag = Amazon.S3.Model.Tag;
using Tagging = Amazon.S3.Model.Tagging;

namespace Onair.Tests.Unit.Emulator.S3;

/// <summary>Session policies and bucket policies, through AWSSDK.</summary>
public sealed class AccessTests(AwsHost host) : IClassFixture<AwsHost>
{
    private const string Role = "arn:aws:iam::123456789012:role/media";
    private const string Session = "arn:aws:sts::123456789012:assumed-role/media/encoder";

    [Fact]
    public async Task A_session_uploads_below_its_folder_alone()
    {
        using var owner = host.S3();
        await owner.PutBucketAsync("folders");
        using var encoder = await AssumeAsync("folders", "hls/a");

        await encoder.PutObjectAsync(Put("folders", "hls/a/index.m3u8"));
        var upload = await encoder.InitiateMultipartUploadAsync("folders", "hls/a/big.ts");
        await encoder.UploadPartAsync(new() { BucketName = "folders", Key = "hls/a/big.ts", UploadId = upload.UploadId, PartNumber = 1, InputStream = new MemoryStream([1]) });
        (await encoder.ListPartsAsync("folders", "hls/a/big.ts", upload.UploadId)).Parts.Count.ShouldBe(1);
        await encoder.AbortMultipartUploadAsync("folders", "hls/a/big.ts", upload.UploadId);

        (await DeniedAsync(() => encoder.PutObjectAsync(Put("folders", "hls/b/index.m3u8")))).ShouldBe(
            $"User: {Session} is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::folders/hls/b/index.m3u8\" because no session policy allows the s3:PutObject action");
        await DeniedAsync(() => encoder.PutObjectAsync(Put("folders", "hls/ab/index.m3u8")));
        await DeniedAsync(() => encoder.GetObjectAsync("folders", "hls/a/index.m3u8"));
        await DeniedAsync(() => encoder.GetObjectAsync("folders", "hls/a/missing"));
        await DeniedAsync(() => encoder.DeleteObjectAsync("folders", "hls/a/index.m3u8"));
        await DeniedAsync(() => encoder.ListObjectsV2Async(new() { BucketName = "folders", Prefix = "hls/a/" }));
        await DeniedAsync(() => encoder.ListBucketsAsync());
        await DeniedAsync(() => encoder.CopyObjectAsync("folders", "hls/a/index.m3u8", "folders", "hls/a/copy"));
        await DeniedAsync(() => encoder.PutBucketPolicyAsync("folders", "{}"));
        await DeniedAsync(() => encoder.PutObjectTaggingAsync(new()
        {
            BucketName = "folders",
            Key = "hls/a/index.m3u8",
            Tagging = new Tagging { TagSet = [new Tag { Key = "a", Value = "b" }] },
        }));
    }

    [Fact]
    public async Task A_session_deletes_only_the_keys_that_it_may()
    {
        using var owner = host.S3();
        await owner.PutBucketAsync("deletes");
        foreach (var key in (string[])["a/1", "b/1"]) await owner.PutObjectAsync(Put("deletes", key));
        using var session = await AssumeAsync("deletes", "a", "s3:DeleteObject");

        var error = await Should.ThrowAsync<DeleteObjectsException>(() => session.DeleteObjectsAsync(
            new() { BucketName = "deletes", Objects = [new() { Key = "a/1" }, new() { Key = "b/1" }] }));

        error.Response.DeletedObjects.Select(d => d.Key).ShouldBe(["a/1"]);
        error.Response.DeleteErrors.Select(d => (d.Key, d.Code)).ShouldBe([("b/1", "AccessDenied")]);
        (await owner.ListObjectsV2Async(new() { BucketName = "deletes" })).S3Objects.Select(o => o.Key).ShouldBe(["b/1"]);
    }

    [Fact]
    public async Task A_session_keeps_its_policy_after_a_restart()
    {
        var own = new AwsHost();
        await own.InitializeAsync();
        try
        {
            using (var owner = own.S3()) await owner.PutBucketAsync("kept");
            var keys = await AssumeAsync(own, "kept", "a", "s3:PutObject");
            await own.RestartAsync();
            using var encoder = own.S3(keys);

            await encoder.PutObjectAsync(Put("kept", "a/x"));
            await DeniedAsync(() => encoder.PutObjectAsync(Put("kept", "b/x")));
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_bucket_policy_revokes_one_session_by_name_and_leaves_others()
    {
        using var owner = host.S3();
        await owner.PutBucketAsync("revoked");
        using var encoder = await AssumeAsync("revoked", "a");
        using var other = host.S3(await AssumeAsync(host, "revoked", "a", "s3:PutObject", "another"));
        await encoder.PutObjectAsync(Put("revoked", "a/1"));

        var policy = $$"""{"Statement": [{"Effect": "Deny", "Principal": {"AWS": ["{{Session}}"]}, "Action": "s3:*", "Resource": "arn:aws:s3:::revoked/*"}]}""";
        await owner.PutBucketPolicyAsync("revoked", policy);

        (await DeniedAsync(() => encoder.PutObjectAsync(Put("revoked", "a/2")))).ShouldEndWith("with an explicit deny in a resource-based policy");
        await other.PutObjectAsync(Put("revoked", "a/3"));
        await owner.PutObjectAsync(Put("revoked", "a/4"));
        (await owner.GetBucketPolicyAsync("revoked")).Policy.ShouldBe(policy);

        await owner.DeleteBucketPolicyAsync("revoked");
        await encoder.PutObjectAsync(Put("revoked", "a/5"));
        // The client returns this error as if it were the policy.
        var missing = await owner.GetBucketPolicyAsync("revoked");
        missing.HttpStatusCode.ShouldBe(HttpStatusCode.NotFound);
        missing.Policy.ShouldContain("<Code>NoSuchBucketPolicy</Code>");
    }

    [Theory]
    [InlineData("{", "MalformedPolicy")]
    [InlineData("""{"Statement": {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::policies/*"}}""", "MalformedPolicy")]
    [InlineData("""{"Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::other/*"}}""", "MalformedPolicy")]
    public async Task A_bad_bucket_policy_is_refused(string policy, string code)
    {
        using var owner = host.S3();
        await owner.PutBucketAsync("policies");

        (await Should.ThrowAsync<AmazonS3Exception>(() => owner.PutBucketPolicyAsync("policies", policy))).ErrorCode.ShouldBe(code);
    }

    [Fact]
    public async Task A_bucket_policy_larger_than_20_KB_is_refused()
    {
        using var owner = host.S3();
        await owner.PutBucketAsync("policies");
        var policy = $$$"""{"Id": "{{{new string('x', 20 * 1024)}}}", "Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::policies/*"}}""";

        (await Should.ThrowAsync<AmazonS3Exception>(() => owner.PutBucketPolicyAsync("policies", policy))).ErrorCode.ShouldBe("PolicyTooLarge");
    }

    [Fact]
    public async Task Everybody_reads_what_a_bucket_policy_makes_public()
    {
        using var owner = host.S3();
        await owner.PutBucketAsync("public");
        await owner.PutObjectAsync(Put("public", "hls/x"));
        await owner.PutObjectAsync(Put("public", "private/x"));
        await owner.PutBucketPolicyAsync("public",
            """{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::public/hls/*"}}""");
        using var viewer = new HttpClient { BaseAddress = host.Url };

        (await viewer.GetAsync(new Uri("/public/hls/x", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await viewer.GetAsync(new Uri("/public/hls/missing", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await viewer.GetAsync(new Uri("/public/private/x", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await viewer.PutAsync(new Uri("/public/hls/x", UriKind.Relative), new ByteArrayContent([1]))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await viewer.GetAsync(new Uri("/public?list-type=2", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("""{"Service": "cloudfront.amazonaws.com"}""", "arn:aws:cloudfront::123456789012:distribution/E1", 200)]
    [InlineData("""{"Service": "cloudfront.amazonaws.com"}""", "arn:aws:cloudfront::123456789012:distribution/E2", 403)]
    [InlineData("""{"Service": "logging.s3.amazonaws.com"}""", "arn:aws:cloudfront::123456789012:distribution/E1", 403)]
    [InlineData("\"*\"", "arn:aws:cloudfront::123456789012:distribution/E1", 200)]
    public async Task A_distribution_reads_what_the_bucket_policy_allows_it(string principal, string distribution, int status)
    {
        using var owner = host.S3();
        await owner.PutBucketAsync("origin");
        await owner.PutObjectAsync(Put("origin", "hls/x"));
        await owner.PutBucketPolicyAsync("origin", $$$"""
            {"Statement": {"Effect": "Allow", "Principal": {{{principal}}}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::origin/hls/*",
             "Condition": {"StringEquals": {"aws:SourceArn": "arn:aws:cloudfront::123456789012:distribution/E1"} } } }
            """);

        (await ViewAsync("origin", "hls/x", distribution)).ShouldBe(status);
        (await ViewAsync("origin", "hls/missing", distribution)).ShouldBe(403);
        (await ViewAsync("origin", "other/x", distribution)).ShouldBe(403);
        (await ViewAsync("no-such-bucket", "hls/x", distribution)).ShouldBe(403);
    }

    [Theory]
    [InlineData("""{"Service": "cloudfront.amazonaws.com"}""", 403)]
    [InlineData("\"*\"", 200)]
    public async Task A_distribution_without_origin_access_control_reads_what_everybody_may(string principal, int status)
    {
        using var owner = host.S3();
        await owner.PutBucketAsync("unsigned");
        await owner.PutObjectAsync(Put("unsigned", "hls/x"));
        await owner.PutBucketPolicyAsync(
            "unsigned", $$$"""{"Statement": {"Effect": "Allow", "Principal": {{{principal}}}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::unsigned/hls/*"} }""");

        (await ViewAsync("unsigned", "hls/x", "arn:aws:cloudfront::123456789012:distribution/E1", isSigned: false)).ShouldBe(status);
    }

    private async Task<int> ViewAsync(string bucket, string key, string distribution, bool isSigned = true)
    {
        var context = new DefaultHttpContext { RequestServices = host.Services };
        (context.Request.Method, context.Response.Body) = ("GET", new MemoryStream());
        context.Features.Set(new S3OriginRequest(bucket, key, distribution) { IsSigned = isSigned });
        await new S3OriginMiddleware(_ => throw new InvalidOperationException("not passed on"), host.Services.GetRequiredService<ObjectStore>(), host.Time).InvokeAsync(context);
        return context.Response.StatusCode;
    }

    private static PutObjectRequest Put(string bucket, string key) => new() { BucketName = bucket, Key = key, ContentBody = "x" };

    private static async Task<string> DeniedAsync(Func<Task> act)
    {
        var error = await Should.ThrowAsync<AmazonS3Exception>(act);
        error.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        error.ErrorCode.ShouldBe("AccessDenied");
        return error.Message;
    }

    private async Task<AmazonS3Client> AssumeAsync(
        string bucket, string folder, string action = "s3:PutObject\", \"s3:AbortMultipartUpload\", \"s3:ListMultipartUploadParts") =>
        host.S3(await AssumeAsync(host, bucket, folder, action));

    private static async Task<Credentials> AssumeAsync(AwsHost host, string bucket, string folder, string action, string name = "encoder")
    {
        using var sts = host.Sts();
        var assumed = await sts.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = Role,
            RoleSessionName = name,
            Policy = $$"""{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["{{action}}"], "Resource": "arn:aws:s3:::{{bucket}}/{{folder}}/*"}]}""",
        });
        return assumed.Credentials;
    }
}
