using Onair.Tests.Unit.Aws.Loopback;

namespace Onair.Tests.Unit.Aws;

/// <summary>The check of signatures is itself checked, against AWS's published example and against wrong input.</summary>
public sealed class SigV4Tests
{
    private const string Authorization =
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, "
        + "Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";

    [Fact]
    public void The_published_example_is_accepted() =>
        SigV4.Mismatch(Request("/"), ClientUnderTest.Secret, "us-east-1", "service").ShouldBeNull();

    [Theory]
    [InlineData("/other", ClientUnderTest.Secret, "us-east-1", "service")]
    [InlineData("/?a=b", ClientUnderTest.Secret, "us-east-1", "service")]
    [InlineData("/", "another secret", "us-east-1", "service")]
    [InlineData("/", ClientUnderTest.Secret, "eu-central-1", "service")]
    [InlineData("/", ClientUnderTest.Secret, "us-east-1", "medialive")]
    public void Anything_else_is_refused(string target, string secret, string region, string service) =>
        SigV4.Mismatch(Request(target), secret, region, service).ShouldNotBeNull();

    private static ReceivedRequest Request(string target) => new(
        "GET",
        target,
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Host"] = "example.amazonaws.com",
            ["X-Amz-Date"] = "20150830T123600Z",
            ["Authorization"] = Authorization,
        },
        []);
}
