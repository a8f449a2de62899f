using System.Net;
using Onair.Hosting.Clients;

namespace Onair.Tests.Unit.Hosting.Clients;

public sealed class ClientAddressTests
{
    private static readonly IPNetwork[] Trusted = [IPNetwork.Parse("10.0.0.0/8")];

    [Theory]
    [InlineData("192.0.2.1", "198.51.100.7", "192.0.2.1")]
    [InlineData("10.0.0.1", "198.51.100.7", "198.51.100.7")]
    [InlineData("10.0.0.1", "1.2.3.4, 198.51.100.7, 10.0.0.2", "198.51.100.7")]
    [InlineData("10.0.0.1", "nonsense", "10.0.0.1")]
    [InlineData("::ffff:192.0.2.1", null, "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", null, "2001:db8:1:2::/64")]
    [InlineData("10.0.0.1", "2001:db8:1:2::7", "2001:db8:1:2::/64")]
    public void Believes_only_trusted_proxies(string peer, string? forwarded, string address) =>
        ClientAddress.Key(ClientAddress.Of(IPAddress.Parse(peer), forwarded, Trusted)).ShouldBe(address);

    [Theory]
    [InlineData("192.0.2.130", 24, "192.0.2.0")]
    [InlineData("192.0.2.130", 25, "192.0.2.128")]
    [InlineData("2001:db8:1:2:3:4:5:6", 48, "2001:db8:1::")]
    [InlineData("192.0.2.130", 32, "192.0.2.130")]
    public void Keeps_the_first_bits_of_an_address(string address, int bits, string network) =>
        ClientAddress.Network(IPAddress.Parse(address), bits).ShouldBe(IPAddress.Parse(network));
}
