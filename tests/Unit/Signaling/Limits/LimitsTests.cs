using System.Net;
using Onair.Signaling;
using Onair.Signaling.Limits;

namespace Onair.Tests.Unit.Signaling.Limits;

public sealed class LimitsTests
{
    private static readonly IPNetwork[] Trusted = [IPNetwork.Parse("10.0.0.0/8")];
    private readonly FakeTime _time = new();

    [Fact]
    public void Lets_a_burst_through_and_then_a_rate()
    {
        var bucket = new TokenBucket(3, 2);
        for (var i = 0; i < 3; i++) bucket.Take(_time.GetUtcNow()).ShouldBeNull();

        bucket.Take(_time.GetUtcNow()).ShouldBe(TimeSpan.FromSeconds(0.5));
        _time.Advance(0.5);
        bucket.Take(_time.GetUtcNow()).ShouldBeNull();
    }

    [Fact]
    public void Limits_each_key_for_itself()
    {
        var buckets = new BucketTable<string>(1, 1, 1, _time);
        buckets.Take("a").ShouldBeTrue();
        buckets.Take("a").ShouldBeFalse();
        buckets.Take("b").ShouldBeTrue();
        buckets.Take("a").ShouldBeFalse();

        _time.Advance(1);
        buckets.Take("a").ShouldBeTrue();
    }

    [Fact]
    public void Limits_the_sockets_of_one_address()
    {
        var limits = new SocketLimits(Settings() with { SocketsPerAddress = 1, NewSocketsPerMinute = 100 }, _time);
        var first = limits.Admit("web/site", "192.0.2.1").ShouldNotBeNull();

        limits.Admit("web/site", "192.0.2.1").ShouldBeNull();
        limits.Admit("web/site", "192.0.2.2").ShouldNotBeNull();
        first.Dispose();
        first.Dispose();
        limits.Admit("web/site", "192.0.2.1").ShouldNotBeNull();
        limits.Admit("web/site", "192.0.2.1").ShouldBeNull();
    }

    [Theory]
    [InlineData("192.0.2.1", "198.51.100.7", "192.0.2.1")]
    [InlineData("10.0.0.1", "198.51.100.7", "198.51.100.7")]
    [InlineData("10.0.0.1", "1.2.3.4, 198.51.100.7, 10.0.0.2", "198.51.100.7")]
    [InlineData("10.0.0.1", "nonsense", "10.0.0.1")]
    [InlineData("::ffff:192.0.2.1", null, "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", null, "2001:db8:1:2::/64")]
    [InlineData("10.0.0.1", "2001:db8:1:2::7", "2001:db8:1:2::/64")]
    public void Believes_only_trusted_proxies(string peer, string? forwarded, string address) =>
        ClientAddress.Of(IPAddress.Parse(peer), forwarded, Trusted).ShouldBe(address);

    private static SignalingSettings Settings() => new() { Port = 1, ManagementPort = 2, Database = "Host=x", OperatorToken = "" };
}
