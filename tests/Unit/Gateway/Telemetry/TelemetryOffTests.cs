using System.Net;
using Onair.Tests.Unit.Gateway.Player;

namespace Onair.Tests.Unit.Gateway.Telemetry;

/// <summary>A gateway with its player alone.</summary>
public sealed class TelemetryOffTests
{
    private const string Talk = "talks/videoassets/talk";

    [Fact]
    public async Task Without_telemetry_pages_report_nothing_and_health_says_so()
    {
        await using var host = await PlayerHost.StartAsync(put: cluster => PlayerHost.PutSigned(cluster));
        var token = PlayerHost.Token(Talk);

        var page = await host.GetAsync($"/watch/{Talk}?token={token}");

        page.Status.ShouldBe(HttpStatusCode.OK);
        PlayerHost.Data(page.Text)["telemetry"].ShouldBeNull();
        (await host.SendAsync("POST", $"/watch/{Talk}/beacon?token={token}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await host.GetAsync("/readyz")).Text.ShouldBe("ok\ntelemetry is off: Telemetry__Enabled is not true");
        (await host.GetAsync("/healthz")).Text.ShouldBe("ok");
    }
}
