using Onair.Kubernetes.Resources;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.Reconciliation;

public sealed class QuotaWaitersTests
{
    private readonly List<string> _woken = [];
    private readonly QuotaWaiters _waiters;

    public QuotaWaitersTests() => _waiters = new((name, uid) => _woken.Add($"{name}/{uid}"));

    [Fact]
    public void A_deletion_wakes_those_that_wait_longest_in_the_same_account()
    {
        foreach (var name in new[] { "a", "b", "c", "d" }) _waiters.Add(new("demo", name), name, "aws");
        _waiters.Add(new("demo", "other"), "other", "elsewhere");
        // Another attempt does not cost its place.
        _waiters.Add(new("demo", "a"), "a", "aws");

        _waiters.Freed("aws");

        _woken.ShouldBe(["demo/a/a", "demo/b/b", "demo/c/c"]);
    }

    [Fact]
    public void A_resource_that_no_quota_holds_up_is_not_woken()
    {
        _waiters.Add(new NamespacedName("demo", "a"), "a", "aws");
        _waiters.Remove(new NamespacedName("demo", "a"));

        _waiters.Freed("aws");

        _woken.ShouldBeEmpty();
    }
}
