using System.Net;
using Microsoft.AspNetCore.Http;
using Onair.Gateway.Telemetry;

namespace Onair.Tests.Unit.Gateway.Telemetry;

public sealed class ViewerTests
{
    private static readonly IPNetwork[] Proxies = [IPNetwork.Parse("10.0.0.0/8")];

    [Theory]
    [InlineData("192.0.2.130", false, "192.0.2.0")]
    [InlineData("192.0.2.130", true, "192.0.2.130")]
    [InlineData("2001:db8:1:2:3:4:5:6", false, "2001:db8:1::")]
    [InlineData("2001:db8:1:2:3:4:5:6", true, "2001:db8:1:2:3:4:5:6")]
    public void An_address_is_truncated_unless_a_setting_keeps_it(string address, bool full, string shown) => Viewer.Shorten(IPAddress.Parse(address), full).ShouldBe(shown);

    [Fact]
    public void A_forwarded_address_counts_only_from_a_configured_proxy()
    {
        Of("10.0.0.1", "198.51.100.77").Address.ShouldBe("198.51.100.0");
        Of("192.0.2.130", "198.51.100.77").Address.ShouldBe("192.0.2.0");
        Of("192.0.2.130", "198.51.100.77").LimitKey.ShouldBe("192.0.2.130");
    }

    [Fact]
    public void A_browser_that_names_itself_with_controls_or_at_length_is_cut()
    {
        Viewer.UserAgentOf("Mozilla/5.0 (X11)\u001b[31m\u202e").ShouldBe("Mozilla/5.0 (X11)[31m");
        Viewer.UserAgentOf(new('x', 5_000)).Length.ShouldBe(512);
        Viewer.UserAgentOf(null).ShouldBe("");
    }

    private static Viewer Of(string peer, string forwarded)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        context.Request.Headers["X-Forwarded-For"] = forwarded;
        return Viewer.Of(context, Proxies, fullAddresses: false);
    }
}
