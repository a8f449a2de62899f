using Onair.Guard;

namespace Onair.Tests.Unit.Guard;

public sealed class GuardedUrlTests
{
    private static readonly HashSet<string> Schemes = ["https", "rtmp"];

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("HTTPS://Example.COM:8443/path?query#fragment")]
    [InlineData("rtmp://live.example.com:1935/app/key@place")]
    [InlineData("https://example.com./")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://[2600:1f18::1]:443/")]
    [InlineData("https://xn--bcher-kva.example/")]
    [InlineData("https://0x7f.example.com/")]
    public void A_URL_of_the_public_Internet_is_allowed(string url) => GuardedUrl.Check(url, Schemes, []).ShouldBeNull();

    [Theory]
    [InlineData("http://example.com/", "scheme 'http' must be one of https, rtmp")]
    [InlineData("file:///etc/passwd", "must be an absolute URL")]
    [InlineData("//example.com/", "must be an absolute URL")]
    [InlineData("example.com", "must be an absolute URL")]
    [InlineData("", "must be an absolute URL")]
    [InlineData("https:///path", "must be an absolute URL")]
    [InlineData("https://user:secret@example.com/", "must not contain a user name or password")]
    [InlineData("https://example.com:80@127.0.0.1/", "must not contain a user name or password")]
    [InlineData("https://example.com\\@127.0.0.1/", "without spaces or backslashes")]
    [InlineData("https://example.com /", "without spaces or backslashes")]
    [InlineData("https://example.com\r\nHost: x/", "without spaces or backslashes")]
    [InlineData("https://①②⑦.0.0.1/", "printable ASCII")]
    [InlineData("https://127%2e0.0.1/", "host must be a name")]
    [InlineData("https://[fe80::1%25eth0]/", "host must be a name")]
    [InlineData("https://[::1/", "host must be a name")]
    [InlineData("https://[:::]/", "is not an IPv6 address")]
    [InlineData("https://example.com:0/", "port '0' must be between 1 and 65535")]
    [InlineData("https://example.com:65536/", "port '65536' must be between 1 and 65535")]
    [InlineData("https://example..com/", "is not a host name")]
    [InlineData("https://./", "is not a host name")]
    public void A_URL_that_could_mean_two_things_is_refused(string url, string rule)
    {
        var broken = GuardedUrl.Check(url, Schemes, []).ShouldNotBeNull();

        broken.ShouldContain(rule);
        broken.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1.")]
    [InlineData("127.1")]
    [InlineData("0x7f.1")]
    [InlineData("0X7F.0x0.0x0.0x1")]
    [InlineData("0177.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("017700000001")]
    [InlineData("[::1]")]
    [InlineData("[0:0:0:0:0:0:0:1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    public void Loopback_is_refused_in_every_spelling(string host) =>
        GuardedUrl.Check($"https://{host}/", Schemes, []).ShouldNotBeNull().ShouldContain("loopback");

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("0xa9fea9fe")]
    [InlineData("2852039166")]
    [InlineData("[::ffff:a9fe:a9fe]")]
    [InlineData("[64:ff9b::a9fe:a9fe]")]
    public void The_metadata_service_is_refused_in_every_spelling(string host) =>
        GuardedUrl.Check($"https://{host}/", Schemes, []).ShouldNotBeNull().ShouldContain("link-local");

    [Theory]
    [InlineData("256.256.256.256")]
    [InlineData("1.2.3.4.5")]
    [InlineData("0x1ffffffff")]
    [InlineData("example.0x")]
    [InlineData("example.1")]
    public void Refuses_a_host_that_only_resembles_an_address(string host) =>
        GuardedUrl.Check($"https://{host}/", Schemes, []).ShouldNotBeNull().ShouldContain("neither an address nor a name");

    [Theory]
    [InlineData("localhost", false)]
    [InlineData("LOCALHOST.", false)]
    [InlineData("api.localhost", false)]
    [InlineData("kubernetes", true)]
    [InlineData("vault.internal", true)]
    [InlineData("printer.local", true)]
    [InlineData("router.home.arpa", true)]
    public void A_name_of_private_networks_is_refused_unless_some_are_allowed(string host, bool withNetworks)
    {
        GuardedUrl.Check($"https://{host}/", Schemes, []).ShouldNotBeNull();
        (GuardedUrl.Check($"https://{host}/", Schemes, ["10.0.0.0/8"]) is null).ShouldBe(withNetworks);
    }

    [Fact]
    public void An_address_of_an_allowed_network_is_allowed() =>
        GuardedUrl.Check("https://0x7f.1/", Schemes, ["127.0.0.0/8"]).ShouldBeNull();
}
