using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Onair.Emulator.Auth;

namespace Onair.Tests.Unit.Emulator.Auth;

/// <summary>The worked examples of AWS's documentation of Signature Version 4 in S3: key, time and results are theirs.</summary>
public sealed class SignatureExamplesTests : IDisposable
{
    private const string Credential = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";
    private static readonly DateTimeOffset Then = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("onair-");
    private readonly FakeTime _time = new(Then);
    private readonly SignatureVerifier _verifier;

    public SignatureExamplesTests()
    {
        var options = new AwsAuthOptions
        {
            AccessKeyId = "AKIAIOSFODNN7EXAMPLE",
            SecretAccessKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            DataDirectory = _directory.FullName,
        };
        _verifier = new SignatureVerifier(new AwsCredentialStore(Options.Create(options), _time), Options.Create(options), _time);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task The_example_of_a_ranged_get_is_accepted()
    {
        var context = Request("GET", "/test.txt", "examplebucket.s3.amazonaws.com");
        context.Request.Headers.Range = "bytes=0-9";
        context.Request.Headers["x-amz-content-sha256"] = SigningKey.EmptyHash;
        Authorize(context, "host;range;x-amz-content-sha256;x-amz-date",
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");

        var caller = await VerifyAsync(context);

        caller.Service.ShouldBe("s3");
        caller.Region.ShouldBe("us-east-1");
        caller.Arn.ShouldEndWith("user/AKIAIOSFODNN7EXAMPLE");
    }

    [Theory]
    [InlineData("Welcome to Amazon S3.", null)]
    [InlineData("Welcome to Amazon S4.", "XAmzContentSHA256Mismatch")]
    public async Task The_example_of_a_put_is_accepted_with_its_own_body_alone(string body, string? error)
    {
        var context = Request("PUT", "/test$file.text", "examplebucket.s3.amazonaws.com", body);
        context.Request.Headers.Date = "Fri, 24 May 2013 00:00:00 GMT";
        context.Request.Headers["x-amz-storage-class"] = "REDUCED_REDUNDANCY";
        context.Request.Headers["x-amz-content-sha256"] = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
        Authorize(context, "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
        await VerifyAsync(context);

        if (error is null) (await ReadAsync(context)).ShouldBe(body);
        else (await Should.ThrowAsync<AwsException>(() => ReadAsync(context))).Code.ShouldBe(error);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(86390, null)]
    [InlineData(86410, "AccessDenied")]
    [InlineData(-1000, "RequestTimeTooSkewed")]
    public async Task The_example_of_a_presigned_url_is_accepted_while_it_lasts(int secondsLater, string? error)
    {
        _time.Advance(secondsLater);
        var context = Request("GET", "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
            + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
            + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
            "examplebucket.s3.amazonaws.com");
        context.Request.Headers.Remove("x-amz-date");

        if (error is null) (await VerifyAsync(context)).AccessKeyId.ShouldBe("AKIAIOSFODNN7EXAMPLE");
        else (await Should.ThrowAsync<AwsException>(() => VerifyAsync(context))).Code.ShouldBe(error);
    }

    public static TheoryData<Func<string, string>, string?> ChunkedBodies => new()
    {
        { b => b, null },
        { b => b.Replace("aaa", "aab", StringComparison.Ordinal), "SignatureDoesNotMatch" },
        { b => b.Replace("ad80c730", "ad80c731", StringComparison.Ordinal), "SignatureDoesNotMatch" },
        { b => b.Replace("b6c6ea8a", "b6c6ea8b", StringComparison.Ordinal), "SignatureDoesNotMatch" },
        { b => b[..66000], "IncompleteBody" },
        { b => "x" + b, "InvalidRequest" },
    };

    [Theory]
    [MemberData(nameof(ChunkedBodies))]
    public async Task The_example_of_a_chunked_upload_is_accepted_and_nothing_near_it(Func<string, string> change, string? error)
    {
        var body = Chunk(65536, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648")
            + Chunk(1024, "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497")
            + "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";
        var context = Request("PUT", "/examplebucket/chunkObject.txt", "s3.amazonaws.com", change(body));
        Describe(context, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
        context.Request.ContentLength = 66824;
        Authorize(context,
            "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class",
            "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
        await VerifyAsync(context);

        if (error is null) (await ReadAsync(context)).ShouldBe(new string('a', 66560));
        else (await Should.ThrowAsync<AwsException>(() => ReadAsync(context))).Code.ShouldBe(error);
    }

    [Theory]
    [InlineData("sOO8/Q==", null)]
    [InlineData("sOO8/R==", "SignatureDoesNotMatch")]
    public async Task The_example_of_a_trailing_checksum_is_accepted_and_no_other_value(string checksum, string? error)
    {
        var body = Chunk(65536, "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2")
            + Chunk(1024, "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7")
            + "0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
            + $"x-amz-checksum-crc32c:{checksum}\r\n"
            + "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";
        var context = Request("PUT", "/examplebucket/chunkObject.txt", "s3.amazonaws.com", body);
        Describe(context, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER");
        context.Request.Headers["x-amz-trailer"] = "x-amz-checksum-crc32c";
        Authorize(context,
            "content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer",
            "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");
        await VerifyAsync(context);

        if (error is null)
        {
            (await ReadAsync(context)).ShouldBe(new string('a', 66560));
            context.Request.GetTrailer("x-amz-checksum-crc32c").ToString().ShouldBe(checksum);
        }
        else
        {
            (await Should.ThrowAsync<AwsException>(() => ReadAsync(context))).Code.ShouldBe(error);
        }
    }

    private static DefaultHttpContext Request(string method, string target, string host, string body = "")
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Host = new HostString(host);
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        if (mark >= 0) context.Request.QueryString = new QueryString(target[mark..]);
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Request.Headers["x-amz-date"] = "20130524T000000Z";
        return context;
    }

    private static void Describe(HttpContext context, string payload)
    {
        context.Request.Headers.ContentEncoding = "aws-chunked";
        context.Request.Headers["x-amz-content-sha256"] = payload;
        context.Request.Headers["x-amz-decoded-content-length"] = "66560";
        context.Request.Headers["x-amz-storage-class"] = "REDUCED_REDUNDANCY";
    }

    private static void Authorize(HttpContext context, string signedHeaders, string signature) =>
        context.Request.Headers.Authorization =
            $"AWS4-HMAC-SHA256 Credential={Credential},SignedHeaders={signedHeaders},Signature={signature}";

    private static string Chunk(int size, string signature) => $"{size:x};chunk-signature={signature}\r\n{new string('a', size)}\r\n";

    private static async Task<string> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        return await reader.ReadToEndAsync();
    }

    private Task<AwsCaller> VerifyAsync(HttpContext context) =>
        _verifier.VerifyAsync(context, AwsSignature.Parse(context.Request)!);
}
