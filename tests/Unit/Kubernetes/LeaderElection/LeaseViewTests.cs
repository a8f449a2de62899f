using k8s.Models;
using Onair.Kubernetes.LeaderElection;

namespace Onair.Tests.Unit.Kubernetes.LeaderElection;

public sealed class LeaseViewTests
{
    private readonly FakeTime _time = new();

    [Theory]
    [InlineData(null, 15, 0, 0)]
    [InlineData("", 15, 0, 0)]
    [InlineData("me", 15, 0, 0)]
    [InlineData("other", 15, 0, 15)]
    [InlineData("other", 15, 10, 5)]
    [InlineData("other", 15, 15, 0)]
    [InlineData("other", 15, 100, 0)]
    [InlineData("other", null, 0, 0)]
    public void A_lease_may_be_taken_when_free_ours_or_unchanged_for_its_duration(string? holder, int? duration, int secondsSinceSeen, int wait)
    {
        var view = new LeaseView(new V1LeaseSpec { HolderIdentity = holder, LeaseDurationSeconds = duration }, _time.GetTimestamp());
        _time.Pause(TimeSpan.FromSeconds(secondsSinceSeen));

        view.WaitFor("me", _time.GetTimestamp(), _time).ShouldBe(TimeSpan.FromSeconds(wait));
    }

    [Fact]
    public void A_renewal_starts_the_wait_anew_whatever_time_the_holder_says_it_is()
    {
        var longAgo = new DateTime(1999, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var record = new V1LeaseSpec { HolderIdentity = "other", LeaseDurationSeconds = 15, RenewTime = longAgo };
        var view = new LeaseView(record, _time.GetTimestamp());
        _time.Pause(TimeSpan.FromSeconds(14));

        view.Next(record with { }, _time.GetTimestamp()).ShouldBe(view);
        var renewed = view.Next(record with { RenewTime = longAgo.AddSeconds(1) }, _time.GetTimestamp());
        renewed.WaitFor("me", _time.GetTimestamp(), _time).ShouldBe(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void Taking_over_counts_a_transition_and_renewing_does_not()
    {
        var now = _time.GetUtcNow();
        var taken = new LeaseView(new V1LeaseSpec { HolderIdentity = "other", LeaseTransitions = 3 }, 0).Taken("me", TimeSpan.FromSeconds(15), now);
        (taken.HolderIdentity, taken.LeaseTransitions, taken.AcquireTime, taken.LeaseDurationSeconds).ShouldBe(("me", 4, now.UtcDateTime, 15));

        var renewed = new LeaseView(taken, 0).Taken("me", TimeSpan.FromSeconds(15), now.AddSeconds(2));
        (renewed.LeaseTransitions, renewed.AcquireTime, renewed.RenewTime).ShouldBe((4, now.UtcDateTime, now.UtcDateTime.AddSeconds(2)));
    }
}
