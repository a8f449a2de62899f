using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace Onair.Tests.Unit.Emulator.S3;

public sealed class CorsTests(AwsHost host) : IClassFixture<AwsHost>, IDisposable
{
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_page_of_an_allowed_origin_may_put_and_read_the_etag()
    {
        using var s3 = host.S3();
        var bucket = await S3Tests.BucketAsync(s3);
        await s3.PutCORSConfigurationAsync(bucket, new CORSConfiguration
        {
            Rules =
            [
                new CORSRule
                {
                    AllowedOrigins = ["https://app.example"], AllowedMethods = ["PUT"], AllowedHeaders = ["*"],
                    ExposeHeaders = ["ETag"], MaxAgeSeconds = 60,
                },
            ],
        });
        (await s3.GetCORSConfigurationAsync(bucket)).Configuration.Rules.ShouldHaveSingleItem().ExposeHeaders.ShouldBe(["ETag"]);

        using var allowed = await PreflightAsync(bucket, "https://app.example", "PUT");
        using var otherMethod = await PreflightAsync(bucket, "https://app.example", "GET");
        using var otherOrigin = await PreflightAsync(bucket, "https://evil.example", "PUT");
        using var put = await PutAsync(await s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = "k",
            Verb = HttpVerb.PUT,
            Protocol = Protocol.HTTP,
            Expires = TimeProvider.System.GetUtcNow().AddMinutes(5).UtcDateTime,
        }));

        allowed.StatusCode.ShouldBe(HttpStatusCode.OK);
        Header(allowed, "Access-Control-Allow-Origin").ShouldBe("https://app.example");
        Header(allowed, "Access-Control-Allow-Methods").ShouldBe("PUT");
        Header(allowed, "Access-Control-Allow-Headers").ShouldBe("content-type");
        Header(allowed, "Access-Control-Max-Age").ShouldBe("60");
        otherMethod.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        otherOrigin.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        put.StatusCode.ShouldBe(HttpStatusCode.OK);
        Header(put, "Access-Control-Allow-Origin").ShouldBe("https://app.example");
        Header(put, "Access-Control-Expose-Headers").ShouldBe("ETag");

        await s3.DeleteCORSConfigurationAsync(bucket);
        using var gone = await PreflightAsync(bucket, "https://app.example", "PUT");
        gone.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<HttpResponseMessage> PreflightAsync(string bucket, string origin, string method)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(host.Url, $"/{bucket}/k"));
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        return await _http.SendAsync(request);
    }

    private async Task<HttpResponseMessage> PutAsync(string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = new StringContent("x") };
        request.Headers.Add("Origin", "https://app.example");
        return await _http.SendAsync(request);
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).ShouldHaveSingleItem();
}
