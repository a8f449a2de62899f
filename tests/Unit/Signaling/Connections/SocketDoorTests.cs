using Onair.Api.BroadcastSites;
using Onair.Signaling.Connections;
using Onair.Signaling.Messages;

namespace Onair.Tests.Unit.Signaling.Connections;

public sealed class SocketDoorTests
{
    private const string Origin = "https://www.example.com";
    private static readonly BroadcastSite Site = new() { Spec = new() { AllowedOrigins = [Origin] } };

    [Fact]
    public void Lets_a_page_of_the_site_in() => SocketDoor.Refuses(Site, null, Origin, speaks: true).ShouldBeNull();

    [Fact]
    public void Says_that_a_site_does_not_exist() => SocketDoor.Refuses(null, null, Origin, speaks: true)!.Code.ShouldBe(CloseCode.UnknownSite);

    [Fact]
    public void Says_nothing_about_a_site_while_it_does_not_know_its_sites()
    {
        var refusal = SocketDoor.Refuses(null, "broadcastsites: not synced", Origin, speaks: true)!;
        (refusal.Status, refusal.Code).ShouldBe((503, null));
        SocketDoor.Refuses(Site, "broadcastsites: no contact", Origin, speaks: true).ShouldBeNull();
    }

    [Fact]
    public void Says_that_a_site_does_not_permit_an_origin() => SocketDoor.Refuses(Site, null, "https://evil.example", speaks: true)!.Code.ShouldBe(CloseCode.Forbidden);

    [Fact]
    public void Answers_plain_requests_with_a_status()
    {
        SocketDoor.Refuses(null, null, Origin, speaks: false)!.Status.ShouldBe(404);
        SocketDoor.Refuses(Site, null, "https://evil.example", speaks: false)!.Status.ShouldBe(403);
        SocketDoor.Refuses(Site, null, Origin, speaks: false)!.Status.ShouldBe(400);
    }
}
