using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Onair.Emulator.Auth;
using Onair.Tests.Unit.Emulator.S3;

namespace Onair.Tests.Unit.Emulator.Auth;

public sealed class AuthorizationTests(AwsHost host) : IClassFixture<AwsHost>, IDisposable
{
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("onair", "wrong", "SignatureDoesNotMatch", HttpStatusCode.Forbidden)]
    [InlineData("nobody", "onair-secret", "InvalidAccessKeyId", HttpStatusCode.Forbidden)]
    public async Task A_wrong_key_or_secret_is_refused(string key, string secret, string code, HttpStatusCode status)
    {
        using var s3 = host.S3(new BasicAWSCredentials(key, secret));

        var error = await Should.ThrowAsync<AmazonS3Exception>(() => s3.ListBucketsAsync());

        error.ErrorCode.ShouldBe(code);
        error.StatusCode.ShouldBe(status);
    }

    [Theory]
    [InlineData("AWS onair:c2lnbmF0dXJl", null, "InvalidRequest")]
    [InlineData("AWS4-HMAC-SHA256 nonsense", null, "AuthorizationHeaderMalformed")]
    [InlineData("AWS4-HMAC-SHA256 Credential=onair/20260101/r/s3/aws4_request, Signature=1", "20260101T000000Z", "AuthorizationHeaderMalformed")]
    [InlineData("AWS4-HMAC-SHA256 Credential=onair/20260102/r/s3/aws4_request, SignedHeaders=host, Signature=1", "20260101T000000Z", "AuthorizationHeaderMalformed")]
    public async Task Broken_authorization_is_told_apart_from_a_wrong_signature(string header, string? date, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Url, "/"));
        request.Headers.TryAddWithoutValidation("Authorization", header);
        if (date is not null) request.Headers.Add("x-amz-date", date);

        using var response = await _http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain($"<Code>{code}</Code>");
    }

    [Theory]
    [InlineData("medialive", "application/json", "\"message\":", "UnrecognizedClientException")]
    [InlineData("sts", "text/xml", "<Code>InvalidClientTokenId</Code>", null)]
    [InlineData("cloudfront", "text/xml", "<Code>InvalidClientTokenId</Code>", null)]
    [InlineData("s3", "application/xml", "<Code>InvalidAccessKeyId</Code>", null)]
    public async Task Each_service_refuses_in_its_own_format(string service, string type, string body, string? header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Url, "/prod/channels"));
        request.Headers.TryAddWithoutValidation("Authorization",
            $"AWS4-HMAC-SHA256 Credential=nobody/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=00");
        request.Headers.Add("x-amz-date", "20260101T000000Z");

        using var response = await _http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        (await response.Content.ReadAsStringAsync()).ShouldContain(body);
        if (header is not null) response.Headers.GetValues("x-amzn-ErrorType").ShouldHaveSingleItem().ShouldBe(header);
    }

    [Theory]
    [InlineData("medialive", "eu-west-1", "InvalidSignatureException", "Credential should be scoped to a valid region.")]
    [InlineData("cloudfront", "eu-west-1", "<Code>SignatureDoesNotMatch</Code>", "Credential should be scoped to a valid region.")]
    [InlineData("sts", "eu-west-1", "<Code>SignatureDoesNotMatch</Code>", "Credential should be scoped to a valid region.")]
    [InlineData("s3", "eu-west-1", "<Code>AuthorizationHeaderMalformed</Code>", "<Region>us-east-1</Region>")]
    public async Task A_signature_for_another_region_is_refused(string service, string region, string code, string detail)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Url, "/prod/channels"));
        request.Headers.TryAddWithoutValidation("Authorization",
            $"AWS4-HMAC-SHA256 Credential=onair/20260101/{region}/{service}/aws4_request, SignedHeaders=host, Signature=00");
        request.Headers.Add("x-amz-date", "20260101T000000Z");

        using var response = await _http.SendAsync(request);

        response.StatusCode.ShouldBe(service == "s3" ? HttpStatusCode.BadRequest : HttpStatusCode.Forbidden);
        var body = await response.Content.ReadAsStringAsync();
        body.ShouldContain(code);
        body.ShouldContain(detail);
    }

    [Theory]
    [InlineData("medialive", "eu-west-1")]
    [InlineData("s3", "eu-west-1")]
    [InlineData("cloudfront", "us-east-1")]
    public void CloudFront_is_signed_for_Virginia_wherever_the_account_is(string service, string region) =>
        SigningRegion.Of(service, "eu-west-1").ShouldBe(region);

    [Fact]
    public async Task A_clock_that_is_off_is_told_as_such()
    {
        using var s3 = host.S3();
        host.Time.Advance(TimeSpan.FromMinutes(16));
        try
        {
            (await Should.ThrowAsync<AmazonS3Exception>(() => s3.ListBucketsAsync())).ErrorCode.ShouldBe("RequestTimeTooSkewed");
        }
        finally
        {
            host.Time.Advance(TimeSpan.FromMinutes(-16));
        }
    }

    [Fact]
    public async Task Requests_without_credentials_pass_unless_they_are_for_a_bucket()
    {
        using var s3 = host.S3();
        await s3.PutBucketAsync("private");

        using var passed = await _http.GetAsync(new Uri(host.Url, "/out/v1/x/index.m3u8"));
        using var refused = await _http.GetAsync(new Uri(host.Url, "/private/key"));

        passed.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await passed.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("<Code>AccessDenied</Code>");
    }

    [Fact]
    public async Task A_presigned_url_is_good_for_its_object_and_method_only()
    {
        using var s3 = host.S3();
        await s3.PutBucketAsync("presigned");
        var url = await s3.GetPreSignedURLAsync(new()
        {
            BucketName = "presigned",
            Key = "a b.txt",
            Verb = HttpVerb.PUT,
            Protocol = Protocol.HTTP,
            Expires = TimeProvider.System.GetUtcNow().AddMinutes(5).UtcDateTime,
        });
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("by url"));

        using var put = await _http.PutAsync(new Uri(url), content);
        using var get = await _http.GetAsync(new Uri(url));
        using var other = await _http.PutAsync(new Uri(url.Replace("a%20b", "c", StringComparison.Ordinal)), content);

        put.StatusCode.ShouldBe(HttpStatusCode.OK);
        get.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        other.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var stored = await s3.GetObjectAsync("presigned", "a b.txt");
        (await new StreamReader(stored.ResponseStream).ReadToEndAsync()).ShouldBe("by url");
    }
}
