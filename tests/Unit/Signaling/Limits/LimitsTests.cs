using Onair.Signaling;
using Onair.Signaling.Limits;

namespace Onair.Tests.Unit.Signaling.Limits;

public sealed class LimitsTests
{
    private readonly FakeTime _time = new();

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

    private static SignalingSettings Settings() => new() { Port = 1, ManagementPort = 2, Database = "Host=x", OperatorToken = "" };
}
