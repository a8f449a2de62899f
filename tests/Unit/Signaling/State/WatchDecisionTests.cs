using Onair.Signaling.Connections;
using Onair.Signaling.State;

namespace Onair.Tests.Unit.Signaling.State;

public sealed class WatchDecisionTests
{
    private static readonly WatchQuestion Question = new()
    {
        Viewer = "bob",
        Watched = "alice",
        MayWatch = true,
        IsLive = true,
        DeclinedForSeconds = null,
        Viewings = 0,
        MostViewings = 1,
        IsRemembered = false,
        IsAutomatic = false,
    };

    [Fact]
    public void Asks_the_broadcaster() => WatchAnswer.Decide(Question).ShouldBe(new(null, ViewingState.Asking));

    [Fact]
    public void Asks_nobody_on_a_site_without_consent() => WatchAnswer.Decide(Question with { IsAutomatic = true }).State.ShouldBe(ViewingState.Accepted);

    [Fact]
    public void Asks_nobody_for_a_remembered_viewer() => WatchAnswer.Decide(Question with { IsRemembered = true }).State.ShouldBe(ViewingState.Accepted);

    [Fact]
    public void Refuses_for_a_reason()
    {
        WatchAnswer.Decide(Question with { Watched = "bob" }).Refusal.ShouldBe("own");
        WatchAnswer.Decide(Question with { MayWatch = false, IsLive = false }).Refusal.ShouldBe("not-allowed");
        WatchAnswer.Decide(Question with { IsLive = false }).Refusal.ShouldBe("offline");
        WatchAnswer.Decide(Question with { DeclinedForSeconds = 3, IsAutomatic = true }).Refusal.ShouldBe("declined");
        WatchAnswer.Decide(Question with { Viewings = 1, IsRemembered = true }).Refusal.ShouldBe("busy");
    }

    [Fact]
    public void Says_when_a_declined_viewer_may_ask_again() =>
        WatchAnswer.Decide(Question with { DeclinedForSeconds = 25.2 }).ShouldBe(new("declined", "", RetryAfterSeconds: 26));

    [Theory]
    [InlineData("offer", true, "offer")]
    [InlineData("offer", false, null)]
    [InlineData("answer", true, null)]
    [InlineData("answer", false, "answer")]
    [InlineData("candidate", true, "candidate")]
    [InlineData("candidate", false, "candidate")]
    [InlineData("restart", false, "offer-wanted")]
    [InlineData("restart", true, null)]
    public void Relays_only_what_a_side_may_send(string type, bool fromBroadcaster, string? relayed)
    {
        var viewing = new ViewingRow("v", "b", ViewingState.Accepted)
        {
            Viewer = "1",
            ViewerUser = "bob",
            ViewerName = "Bob",
            Broadcaster = "2",
            BroadcasterUser = "alice",
            BroadcasterName = "Alice",
            ExpiresAt = default,
        };

        RelayRules.Translate(new() { Type = type }, viewing, fromBroadcaster)?.Type.ShouldBe(relayed);
        (RelayRules.Translate(new() { Type = type }, viewing, fromBroadcaster) is null).ShouldBe(relayed is null);
    }
}
