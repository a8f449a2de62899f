using Onair.Api.MediaProviders;
using Onair.Operator.Orphans;
using static Onair.Tests.Unit.Operator.Orphans.OrphanAccount;

namespace Onair.Tests.Unit.Operator.Orphans;

/// <summary>What the operator remembers of lists, across failures, restarts and other providers.</summary>
public sealed class OrphanSweeperTests
{
    private readonly OrphanAccount _account = new();

    [Fact]
    public void Nothing_is_decided_before_all_kinds_are_known()
    {
        _account.LivingOfAnotherKind = null;

        _account.ListForLong(Tagged("1", "gone"));

        _account.Registry.Of(_account.Provider, "Channel").ShouldBeNull();
        _account.Write().ShouldBeFalse();
        _account.LivingOfAnotherKind = [];
        _account.Time.Advance(10);
        _account.List(Tagged("1", "gone"));
        _account.Orphans.ShouldBeEmpty("what was listed before does not count");
    }

    [Fact]
    public void Without_a_complete_list_the_former_one_holds()
    {
        _account.ListForLong(Tagged("1", "gone"));
        _account.Write().ShouldBeTrue();

        _account.Time.Advance(TimeSpan.FromDays(1));

        _account.Write().ShouldBeFalse();
        _account.Orphans.ShouldBe(["1"]);
    }

    [Fact]
    public void Lists_that_show_the_same_write_nothing()
    {
        _account.ListForLong(Tagged("1", "gone") with { CostPerHour = 22.5 }, Tagged("2", "gone"));
        _account.Write().ShouldBeTrue();

        for (var i = 0; i < 100; i++)
        {
            _account.Time.Advance(9.7);
            _account.List(Tagged("2", "gone"), Tagged("1", "gone") with { CostPerHour = 22.5 });
            _account.Write().ShouldBeFalse();
        }
    }

    [Fact]
    public void An_orphan_that_is_gone_leaves_the_status()
    {
        _account.ListForLong(Tagged("1", "gone"), Tagged("2", "gone"));
        _account.Write();

        _account.Time.Advance(10);
        _account.List(Tagged("2", "gone"));

        _account.Write().ShouldBeTrue();
        (_account.Provider.Status!.OrphanCount, _account.Provider.Status.Orphans.Single().Id).ShouldBe((1, "2"));
    }

    [Fact]
    public void A_restart_keeps_what_is_recorded_and_since_when()
    {
        var seen = _account.Time.GetUtcNow();
        _account.ListForLong(Tagged("1", "gone"));
        _account.Write();

        var next = new OrphanAccount { Provider = _account.Provider };
        next.Time.Advance(TimeSpan.FromHours(3));
        next.Write().ShouldBeFalse("nothing was listed yet");
        next.List(Tagged("1", "gone"), Tagged("2", "gone"));

        next.Write().ShouldBeFalse();
        next.Provider.Status!.Orphans.ShouldHaveSingleItem().Since.ShouldBe(seen);
        next.Time.Advance(next.Patience);
        next.List(Tagged("1", "gone"), Tagged("2", "gone"));
        next.Write().ShouldBeTrue();
        next.Provider.Status!.Orphans.Select(o => o.Id).ShouldBe(["1", "2"]);
    }

    [Fact]
    public void A_forged_record_only_changes_what_is_shown()
    {
        var now = _account.Time.GetUtcNow();
        OrphanStatus Forged(string id, DateTimeOffset since) => new() { Type = "Channel", Id = id, Object = "LiveStream/shows/demo", Since = since, CostPerHour = "1e9" };
        _account.Living!.Add("alive");
        _account.Provider = _account.Provider.With(new()
        {
            OrphanCount = 1000,
            Orphans =
            [
                Forged("1", now.AddYears(5)), Forged("2", now.AddYears(-5)), Forged("3", now), Forged("4", now), Forged("not-there", now),
                Forged("5", now) with { Type = "Bucket" },
            ],
        });

        _account.List(Tagged("1", "gone"), Tagged("2", "gone"), Tagged("3", "alive"), Tagged("4", "gone", "staging"));

        _account.Write().ShouldBeTrue();
        _account.Provider.Status!.OrphanCount.ShouldBe(2);
        _account.Provider.Status.Orphans.Select(o => (o.Id, o.Since, o.CostPerHour)).ShouldBe([("2", now.AddYears(-5), null), ("1", now, null)]);
    }

    [Fact]
    public void Another_provider_of_the_same_name_starts_over()
    {
        _account.ListForLong(Tagged("1", "gone"));

        _account.Provider = new() { Metadata = new() { Name = "p", Uid = "another" }, Spec = _account.Provider.Spec };

        _account.Orphans.ShouldBeEmpty();
        _account.Time.Advance(10);
        _account.List(Tagged("1", "gone"));
        _account.Orphans.ShouldBeEmpty();
    }

    [Fact]
    public void An_account_that_no_object_uses_is_listed_now_and_then_if_it_was_before()
    {
        Begins().ShouldBeFalse("its region may lack the service");
        _account.List();

        Begins().ShouldBeFalse("it was just listed");
        _account.Time.Advance(_account.Patience);
        Begins().ShouldBeTrue();
        Begins().ShouldBeFalse("that attempt may have failed");
        _account.Time.Advance(_account.Patience);
        Begins().ShouldBeTrue();
    }

    [Fact]
    public void An_account_whose_status_has_orphans_is_listed_after_a_restart_without_any_object()
    {
        _account.Provider = _account.Provider.With(new() { Orphans = [new() { Type = "Input", Id = "1" }] });
        Begins().ShouldBeFalse();

        _account.Provider = _account.Provider.With(new() { Orphans = [new() { Type = "Channel", Id = "1" }] });

        Begins().ShouldBeTrue();
    }

    [Fact]
    public void The_metric_counts_every_type_that_was_listed_and_ends_with_the_provider()
    {
        _account.ListForLong(Tagged("1", "gone"), Tagged("2", "gone"));
        _account.Sweeper.Take(_account.Provider, Inputs, _account.Time.GetUtcNow(), []);
        Measured().ShouldBe(["p Channel 2", "p Input 0"]);

        _account.Time.Advance(10);
        _account.List();
        Measured().ShouldBe(["p Channel 0", "p Input 0"]);

        _account.Sweeper.Forget("p", Channels);
        Measured().ShouldBe(["p Input 0"]);
        _account.Sweeper.Forget(Inputs);
        Measured().ShouldBeEmpty("another process leads");
    }

    private bool Begins() => _account.Sweeper.BeginsIdle(_account.Provider, Channels, _account.Time.GetUtcNow());

    private IEnumerable<string> Measured() =>
        OrphanMetrics.Of(_account.Registry).Select(m => $"{m.Tags[0].Value} {m.Tags[1].Value} {m.Value}").Order(StringComparer.Ordinal);
}
