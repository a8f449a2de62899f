using Onair.Signaling.Connections;

namespace Onair.Tests.Unit.Signaling.Connections;

public sealed class DueUsersTests
{
    private static readonly HashSet<string> Followed = ["alice", "bob"];
    private readonly DueUsers _due = new();

    [Fact]
    public void Needs_one_look_for_any_number_of_changes()
    {
        _due.Add("alice").ShouldBeTrue();
        _due.Add("alice").ShouldBeFalse();
        _due.Add("mallory").ShouldBeFalse();

        _due.Take(Followed).ShouldBe(["alice"]);
        _due.Take(Followed).ShouldBeEmpty();
        _due.Add("bob").ShouldBeTrue();
    }

    [Fact]
    public void Looks_at_all_that_are_followed_by_then()
    {
        _due.Add(null).ShouldBeTrue();
        _due.Add("alice").ShouldBeFalse();

        _due.Take(Followed).ShouldBe(Followed, ignoreOrder: true);
        _due.Add(null).ShouldBeTrue();
    }
}
