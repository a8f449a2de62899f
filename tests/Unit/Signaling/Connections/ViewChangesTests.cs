using Onair.Signaling.Connections;
using Onair.Signaling.State;

namespace Onair.Tests.Unit.Signaling.Connections;

public sealed class ViewChangesTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly BroadcastRow Live = new("b", "web/site", "alice", "Alice", "broadcaster", At, null);

    private static readonly ViewingRow Asking = new("v", "b", ViewingState.Asking)
    {
        Viewer = "viewer",
        ViewerUser = "bob",
        ViewerName = "Bob",
        Broadcaster = "broadcaster",
        BroadcasterUser = "alice",
        BroadcasterName = "Alice",
        ExpiresAt = At.AddSeconds(30),
    };

    private static readonly ViewingRow Accepted = Asking with { State = ViewingState.Accepted, AcceptedAt = At };

    private static readonly Dictionary<string, (string Participant, ViewingRow? Before, ViewingRow Now, string Expected)> Known = new()
    {
        ["asked"] = ("broadcaster", null, Asking, "ask v"),
        ["not asked"] = ("viewer", Asking, Asking, ""),
        ["accepted"] = ("viewer", Asking, Accepted, "accepted v"),
        ["connect"] = ("broadcaster", Asking, Accepted, "offer-wanted v"),
        ["automatic"] = ("broadcaster", null, Accepted, "offer-wanted v"),
        ["media"] = ("viewer", Accepted, Accepted with { Media = new(true, false, false) }, "media v"),
        ["away"] = ("viewer", Accepted, Accepted with { Away = true }, "away v"),
        ["declined"] = ("viewer", Asking, Ended(Asking, EndReason.Declined), "refused v declined"),
        ["declined by itself"] = ("broadcaster", Asking, Ended(Asking, EndReason.Declined), ""),
        ["timeout"] = ("viewer", Asking, Ended(Asking, EndReason.Timeout), "refused v timeout"),
        ["dialog"] = ("broadcaster", Asking, Ended(Asking, EndReason.Timeout), "withdrawn v timeout"),
        ["stopped while asking"] = ("viewer", Asking, Ended(Asking, EndReason.Stopped), "refused v ended"),
        ["left"] = ("viewer", Accepted, Ended(Accepted, EndReason.Left), "ended v left"),
        ["viewer left"] = ("broadcaster", Accepted, Ended(Accepted, EndReason.Left), "left v left"),
        ["removed"] = ("viewer", Accepted, Ended(Accepted, EndReason.Removed), "ended v removed"),
        ["accepted and ended unseen"] = ("viewer", Asking, Ended(Accepted, EndReason.Lost), "ended v lost"),
        ["never seen"] = ("broadcaster", null, Ended(Asking, EndReason.Left), ""),
        ["taken over"] = ("other", null, Accepted, ""),
    };

    public static TheoryData<string> Viewings => [.. Known.Keys];

    [Theory]
    [MemberData(nameof(Viewings))]
    public void Says_what_changed(string why)
    {
        var (participant, before, now, expected) = Known[why];

        Texts(participant, View(null, before), View(null, now)).ShouldBe(expected.Length > 0 ? [expected] : []);
    }

    [Fact]
    public void Says_why_a_broadcast_ended() =>
        Texts("broadcaster", View(Live, Accepted), View(Live with { EndedAt = At, Reason = EndReason.Duration }, Ended(Accepted, EndReason.Duration))).ShouldBe(["stopped b duration"]);

    [Fact]
    public void Says_that_another_tab_took_over() =>
        Texts("broadcaster", View(Live, Accepted), View(Live with { Participant = "other" }, Accepted with { Broadcaster = "other" })).ShouldBe(["stopped b taken-over"]);

    [Fact]
    public void Says_nothing_twice()
    {
        var now = View(Live, Accepted);

        Texts("broadcaster", now, now).ShouldBeEmpty();
    }

    [Fact]
    public void Forgets_what_is_over() => View(Live with { EndedAt = At }, Ended(Accepted, EndReason.Left)).Open("broadcaster").ShouldSatisfyAllConditions(
        view => view.Broadcast.ShouldBeNull(), view => view.Viewings.ShouldBeEmpty());

    private static IEnumerable<string> Texts(string participant, ParticipantView before, ParticipantView now) =>
        ViewChanges.Between(participant, before, now, At).Select(m => string.Join(' ', new[] { m.Type, m.Viewing ?? m.Broadcast, m.Reason }.OfType<string>()));

    private static ViewingRow Ended(ViewingRow viewing, string reason) => viewing with { State = ViewingState.Ended, Reason = reason, EndedAt = At };

    private static ParticipantView View(BroadcastRow? broadcast, ViewingRow? viewing) =>
        viewing is null ? new(broadcast, new Dictionary<string, ViewingRow>()) : new ParticipantView(broadcast, new Dictionary<string, ViewingRow>()).With(viewing);
}
