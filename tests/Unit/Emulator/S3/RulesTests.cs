using Microsoft.AspNetCore.Http;
using Onair.Emulator.Auth;
using Onair.Emulator.S3;
using Onair.Emulator.S3.Storage;

namespace Onair.Tests.Unit.Emulator.S3;

public sealed class RulesTests
{
    [Theory]
    [InlineData(null, null, null)]
    [InlineData("bytes=0-9", 0L, 10L)]
    [InlineData("bytes=90-", 90L, 10L)]
    [InlineData("bytes=90-1000", 90L, 10L)]
    [InlineData("bytes=99-99", 99L, 1L)]
    [InlineData("bytes=-5", 95L, 5L)]
    [InlineData("bytes=-500", 0L, 100L)]
    [InlineData("bytes=5-4", null, null)]
    [InlineData("bytes=a-b", null, null)]
    [InlineData("bytes=0-1,3-4", null, null)]
    [InlineData("items=0-1", null, null)]
    [InlineData("bytes=-", null, null)]
    public void A_range_of_a_hundred_bytes(string? header, long? first, long? length)
    {
        var range = ByteRange.Parse(header, 100);
        range?.First.ShouldBe(first!.Value);
        range?.Length.ShouldBe(length!.Value);
        range.HasValue.ShouldBe(first.HasValue);
    }

    [Theory]
    [InlineData("bytes=100-", 100)]
    [InlineData("bytes=-0", 100)]
    [InlineData("bytes=0-", 0)]
    [InlineData("bytes=-1", 0)]
    public void A_range_behind_the_end_cannot_be_satisfied(string header, long size)
    {
        var error = Should.Throw<AwsException>(() => ByteRange.Parse(header, size));
        (error.Status, error.Code).ShouldBe((416, "InvalidRange"));
        error.Headers["Content-Range"].ShouldBe($"bytes */{size}");
    }

    [Theory]
    [InlineData("If-Match", "\"tag\"", null)]
    [InlineData("If-Match", "tag", null)]
    [InlineData("If-Match", "\"other\", \"tag\"", null)]
    [InlineData("If-Match", "*", null)]
    [InlineData("If-Match", "\"other\"", 412)]
    [InlineData("If-None-Match", "\"tag\"", 304)]
    [InlineData("If-None-Match", "W/\"tag\"", 304)]
    [InlineData("If-None-Match", "\"other\"", null)]
    [InlineData("If-Modified-Since", "Thu, 01 Jan 2026 10:00:00 GMT", 304)]
    [InlineData("If-Modified-Since", "Thu, 01 Jan 2026 09:59:59 GMT", null)]
    [InlineData("If-Unmodified-Since", "Thu, 01 Jan 2026 10:00:00 GMT", null)]
    [InlineData("If-Unmodified-Since", "Thu, 01 Jan 2026 09:59:59 GMT", 412)]
    [InlineData("If-Modified-Since", "nonsense", null)]
    public void Conditions_of_a_read(string name, string value, int? refused)
    {
        // Half a second later than HTTP dates can tell.
        var found = new ObjectRecord("k", "b", 1, "tag", new DateTimeOffset(2026, 1, 1, 10, 0, 0, 500, TimeSpan.Zero));
        var headers = new HeaderDictionary { [name] = value };

        if (refused is null) Preconditions.CheckRead(headers, found);
        else Should.Throw<AwsException>(() => Preconditions.CheckRead(headers, found)).Status.ShouldBe(refused.Value);
    }

    [Fact]
    public void An_etag_weighs_more_than_a_date()
    {
        var found = new ObjectRecord("k", "b", 1, "tag", DateTimeOffset.UnixEpoch.AddYears(50));
        Preconditions.CheckRead(new HeaderDictionary { ["If-Match"] = "tag", ["If-Unmodified-Since"] = "Thu, 01 Jan 1970 00:00:00 GMT" }, found);
        Preconditions.CheckRead(new HeaderDictionary { ["If-None-Match"] = "x", ["If-Modified-Since"] = "Thu, 01 Jan 2026 00:00:00 GMT" }, found);
    }

    [Theory]
    [InlineData("abc", true)]
    [InlineData("a.b-c.9", true)]
    [InlineData("ab", false)]
    [InlineData("Abc", false)]
    [InlineData("a_b", false)]
    [InlineData("-abc", false)]
    [InlineData("abc-", false)]
    [InlineData("a..b", false)]
    [InlineData("..", false)]
    [InlineData("192.168.5.4", false)]
    [InlineData("a123456789a123456789a123456789a123456789a123456789a123456789abc", true)]
    [InlineData("a123456789a123456789a123456789a123456789a123456789a123456789abcd", false)]
    public void Bucket_names(string name, bool valid) => BucketOperations.IsName(name).ShouldBe(valid);

    [Theory]
    [InlineData("127.0.0.1", null, false, null)]
    [InlineData("emulator.onair.svc", null, false, null)]
    [InlineData("s3.eu-central-1.amazonaws.com", null, true, null)]
    [InlineData("my.bucket.s3.localhost", null, true, "my.bucket")]
    [InlineData("bucket.emulator.local", "emulator.local", true, "bucket")]
    [InlineData("emulator.local", "emulator.local", true, null)]
    [InlineData("bucket.emulator.local", null, false, null)]
    public void Hosts(string host, string? domain, bool isS3, string? bucket) =>
        S3Host.Parse(host, domain).ShouldBe((isS3, bucket));

    [Theory]
    [InlineData("https://a.example", "PUT", "x-amz-date", "first")]
    [InlineData("https://b.example", "PUT", "", null)]
    [InlineData("https://b.example", "GET", "", "second")]
    [InlineData("https://b.example", "GET", "x-other", null)]
    [InlineData("https://evil.test", "GET", "", null)]
    [InlineData("https://a.example", "DELETE", "", null)]
    public void The_first_rule_that_allows_a_cross_origin_request(string origin, string method, string header, string? rule)
    {
        CorsRule[] rules =
        [
            new("first", ["https://a.example"], ["PUT", "GET"], ["x-amz-*"], [], null),
            new("second", ["https://*.example"], ["GET"], [], [], null),
        ];

        var found = CorsMatch.Find(rules, origin, method, header.Length == 0 ? [] : [header]);
        (found is null ? null : found.Id).ShouldBe(rule);
    }
}
