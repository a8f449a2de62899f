using System.Net;
using Onair.Guard;

namespace Onair.Tests.Unit.Guard;

public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("168.63.129.15")]
    [InlineData("168.63.129.17")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.1.1")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2600:1f18::1")]
    [InlineData("2a00:1450:4001:830::200e")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("2002:808:808::1")]
    public void A_public_address_is_allowed(string address) => AddressRules.PublicOnly.Refusal(IPAddress.Parse(address)).ShouldBeNull();

    [Theory]
    [InlineData("0.0.0.0", "this network")]
    [InlineData("0.1.2.3", "this network")]
    [InlineData("10.0.0.0", "private")]
    [InlineData("10.255.255.255", "private")]
    [InlineData("100.64.0.1", "shared address space")]
    [InlineData("100.127.255.255", "shared address space")]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.255.255.254", "loopback")]
    [InlineData("168.63.129.16", "Azure's own")]
    [InlineData("::ffff:168.63.129.16", "Azure's own")]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("172.16.0.1", "private")]
    [InlineData("172.31.255.255", "private")]
    [InlineData("192.0.0.170", "protocol assignments")]
    [InlineData("192.0.2.1", "documentation")]
    [InlineData("192.88.99.1", "6to4")]
    [InlineData("192.168.1.1", "private")]
    [InlineData("198.18.0.1", "benchmarks")]
    [InlineData("198.19.255.255", "benchmarks")]
    [InlineData("198.51.100.7", "documentation")]
    [InlineData("203.0.113.7", "documentation")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("239.255.255.255", "multicast")]
    [InlineData("240.0.0.1", "reserved")]
    [InlineData("255.255.255.255", "broadcast")]
    [InlineData("::", "unspecified")]
    [InlineData("::1", "loopback")]
    [InlineData("::127.0.0.1", "not a global unicast")]
    [InlineData("100::1", "discarded")]
    [InlineData("2001::1", "Teredo")]
    [InlineData("2001:db8::1", "documentation")]
    [InlineData("3fff::1", "documentation")]
    [InlineData("5f00::1", "segment routing")]
    [InlineData("fc00::1", "unique local")]
    [InlineData("fd00:ec2::254", "unique local")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("fe80::1%2", "link-local")]
    [InlineData("febf::1", "link-local")]
    [InlineData("fec0::1", "site-local")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("4000::1", "not a global unicast")]
    [InlineData("64:ff9b:1::a00:1", "translation")]
    public void Everything_else_is_refused_by_its_name(string address, string name) =>
        AddressRules.PublicOnly.Refusal(IPAddress.Parse(address)).ShouldNotBeNull().ShouldContain(name);

    [Theory]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1, which is loopback")]
    [InlineData("::ffff:169.254.169.254", "169.254.169.254, which is link-local")]
    [InlineData("64:ff9b::a9fe:a9fe", "169.254.169.254, which is link-local")]
    [InlineData("64:ff9b::10.0.0.1", "10.0.0.1, which is private")]
    [InlineData("2002:7f00:1::", "127.0.0.1, which is loopback")]
    [InlineData("2002:c0a8:101::1", "192.168.1.1, which is private")]
    public void An_address_that_carries_another_is_judged_by_it(string address, string text) =>
        AddressRules.PublicOnly.Refusal(IPAddress.Parse(address)).ShouldNotBeNull().ShouldContain(text);

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("10.2.0.1", false)]
    [InlineData("fd00::1", true)]
    [InlineData("fe80::1%3", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("8.8.8.8", true)]
    public void A_listed_network_is_allowed_and_no_other(string address, bool allowed)
    {
        var rules = new AddressRules(["10.1.0.0/16", "fd00::/8", "fe80::/10"]);

        (rules.Refusal(IPAddress.Parse(address)) is null).ShouldBe(allowed);
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("everything")]
    [InlineData("")]
    public void Refuses_an_invalid_network_with_value_and_rule(string cidr) =>
        Should.Throw<FormatException>(() => new AddressRules([cidr])).Message.ShouldContain($"value '{cidr}' must be a network");
}
