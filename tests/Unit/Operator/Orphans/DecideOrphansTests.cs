using Onair.Api.MediaProviders;
using static Onair.Tests.Unit.Operator.Orphans.OrphanAccount;

namespace Onair.Tests.Unit.Operator.Orphans;

/// <summary>Which resources of an account are orphans.</summary>
public sealed class DecideOrphansTests
{
    private readonly OrphanAccount _account = new();

    [Fact]
    public void A_resource_that_lists_show_for_minutes_without_its_object_is_an_orphan()
    {
        var seen = _account.Time.GetUtcNow();

        _account.ListForLong(Tagged("1", "gone") with { State = "RUNNING", CostPerHour = 22.5 });

        _account.Registry.Of(_account.Provider, "Channel")!.Orphans.ShouldBe(
        [
            new OrphanStatus { Type = "Channel", Id = "1", Object = "LiveStream/shows/demo", Since = seen, State = "RUNNING", CostPerHour = "22.50", Currency = "USD" },
        ]);
    }

    [Fact]
    public void A_resource_that_has_just_been_created_is_not_an_orphan()
    {
        _account.List(Tagged("1", "new"));
        _account.Orphans.ShouldBeEmpty("one list proves nothing");

        _account.Time.Advance(_account.Patience - TimeSpan.FromSeconds(1));
        _account.List(Tagged("1", "new"));
        _account.Orphans.ShouldBeEmpty("the cache may not know the object yet");

        _account.Living!.Add("new");
        _account.Time.Advance(1);
        _account.List(Tagged("1", "new"));
        _account.Orphans.ShouldBeEmpty();
    }

    [Fact]
    public void One_list_after_a_long_silence_is_not_enough()
    {
        _account.Time.Advance(TimeSpan.FromHours(1));
        _account.List(Tagged("1", "gone"));
        _account.Orphans.ShouldBeEmpty();
    }

    [Fact]
    public void A_resource_whose_object_was_known_meanwhile_starts_over()
    {
        _account.List(Tagged("1", "a"));
        _account.Time.Advance(_account.Patience / 2);
        _account.Living!.Add("a");
        _account.List(Tagged("1", "a"));
        _account.Living.Clear();
        _account.Time.Advance(_account.Patience / 2);
        _account.List(Tagged("1", "a"));

        _account.Orphans.ShouldBeEmpty();
    }

    [Fact]
    public void A_resource_that_another_object_lost_meanwhile_starts_over()
    {
        _account.List(Tagged("1", "a"));
        _account.Time.Advance(_account.Patience);
        _account.List(Tagged("1", "b"));

        _account.Orphans.ShouldBeEmpty();
    }

    [Fact]
    public void An_object_of_any_kind_keeps_its_resources()
    {
        // One that is being deleted is in the cache until its finalizer is gone.
        _account.Living!.Add("a");
        _account.LivingOfAnotherKind!.Add("b");

        _account.ListForLong(Tagged("1", "a"), Tagged("2", "b"), Tagged("3", "c"));

        _account.Orphans.ShouldBe(["3"]);
    }

    [Theory]
    [InlineData("staging")]
    [InlineData("Production")]
    [InlineData("")]
    [InlineData(null)] // of an early release: it could be any cluster's
    public void A_resource_of_another_cluster_is_never_mentioned(string? cluster)
    {
        _account.ListForLong(Tagged("1", "gone", cluster));

        _account.Orphans.ShouldBeEmpty();
        _account.Registry.Of(_account.Provider, "Channel")!.Unowned.ShouldBeEmpty();
    }

    [Fact]
    public void A_resource_without_the_tags_of_an_object_is_not_Onairs() =>
        Onair.Operator.Orphans.ListedResource.Of("1", new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "sports" }).ShouldBeNull();

    [Theory]
    [InlineData("LiveStream/shows/demo", true)]
    [InlineData("LiveStream/sports/demo", false)]
    [InlineData("LiveStream/shows-2/demo", false)]
    [InlineData("shows", false)]
    [InlineData(null, false)]
    public void With_one_watched_namespace_only_resources_of_its_objects_are_judged(string? name, bool judged)
    {
        var account = new OrphanAccount(watched: "shows");

        account.ListForLong(Tagged("1", "gone", name: name));

        account.Orphans.Any().ShouldBe(judged);
    }

    [Fact]
    public void An_orphan_without_the_name_of_its_object_has_the_uid()
    {
        _account.ListForLong(Tagged("1", "gone", name: null));

        _account.Registry.Of(_account.Provider, "Channel")!.Orphans.ShouldHaveSingleItem().Object.ShouldBe("gone");
    }

    [Fact]
    public void A_retained_resource_has_lost_its_tags_and_is_not_an_orphan()
    {
        _account.ListForLong(Tagged("1", "gone"));
        _account.Time.Advance(10);

        _account.List();

        _account.Orphans.ShouldBeEmpty();
    }

    [Fact]
    public void A_resource_that_two_pages_show_is_one_orphan()
    {
        _account.ListForLong(Tagged("1", "gone"), Tagged("1", "gone"));

        _account.Orphans.ShouldBe(["1"]);
    }
}
