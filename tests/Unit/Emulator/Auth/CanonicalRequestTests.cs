using Onair.Emulator.Auth;

namespace Onair.Tests.Unit.Emulator.Auth;

public sealed class CanonicalRequestTests
{
    [Theory]
    [InlineData("s3", "/b/a%20b", "/b/a%20b")]
    [InlineData("s3", "/b/a b!'()*", "/b/a%20b%21%27%28%29%2A")]
    [InlineData("s3", "/b//a/../c/", "/b//a/../c/")]
    [InlineData("s3", "/b/%C3%BC+%2F", "/b/%C3%BC%2B/")]
    [InlineData("medialive", "/prod/tags/arn%3Aaws%3Ax", "/prod/tags/arn%253Aaws%253Ax")]
    [InlineData("medialive", "/prod//channels/./1/../2/", "/prod/channels/2/")]
    [InlineData("medialive", "/", "/")]
    public void S3_paths_are_encoded_once_and_left_alone_those_of_others_twice_and_normalised(
        string service, string sent, string canonical) =>
        CanonicalRequest.Paths(sent, service).First().ShouldBe(canonical);

    [Theory]
    [InlineData("", "")]
    [InlineData("b=2&a=1", "a=1&b=2")]
    [InlineData("a=2&a=1&a", "a=&a=1&a=2")]
    [InlineData("uploads", "uploads=")]
    [InlineData("prefix=a+b/c", "prefix=a%20b%2Fc")]
    [InlineData("a=%7e%2b", "a=~%2B")]
    [InlineData("X-Amz-Signature=x&a=1", "a=1")]
    public void Queries_are_sorted_and_encoded_anew(string sent, string canonical) =>
        CanonicalRequest.Query(sent).ShouldBe(canonical);

    [Theory]
    [InlineData("a%20b", "a b")]
    [InlineData("%E4%BD%A0", "你")]
    [InlineData("100%", "100%")]
    [InlineData("%zz", "%zz")]
    [InlineData("a+😀", "a+😀")]
    public void Decoding_leaves_broken_escapes(string text, string decoded) => RawUrl.Decode(text).ShouldBe(decoded);
}
