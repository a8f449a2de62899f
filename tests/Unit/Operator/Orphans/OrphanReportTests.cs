using System.Globalization;
using Onair.Api.MediaProviders;
using Onair.Operator.Orphans;

namespace Onair.Tests.Unit.Operator.Orphans;

/// <summary>What is said of orphans.</summary>
public sealed class OrphanReportTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_status_lists_the_costliest_fifty_and_counts_all()
    {
        List<OrphanStatus> orphans = [.. Enumerable.Range(0, 60).Select(i => Orphan(i, i < 58 ? $"{(i * 7 % 58) + 0.5}" : null))];

        var after = After(new(), orphans, null);

        after.OrphanCount.ShouldBe(60);
        after.Orphans.Count.ShouldBe(50);
        after.Orphans.Select(o => decimal.Parse(o.CostPerHour!, CultureInfo.InvariantCulture)).ShouldBe(Enumerable.Range(0, 50).Select(i => 57.5m - i));
    }

    [Fact]
    public void Orphans_of_the_same_price_keep_their_order()
    {
        var (first, second, later) = (Orphan(1, "2.00"), Orphan(2, "2.00"), Orphan(0, "2.00") with { Since = Noon.AddHours(1) });

        After(new(), [later, second, first], null).Orphans.ShouldBe([first, second, later]);
    }

    [Fact]
    public void The_record_of_a_type_that_was_not_listed_stays()
    {
        var input = Orphan(1, null) with { Type = OrphanAccount.Inputs.Name };
        var before = new MediaProviderStatus { OrphanCount = 1, Orphans = [input] };

        After(before, null, null).ShouldBeSameAs(before);
        After(before, [], null).ShouldBe(before);
        After(before, [Orphan(2, null)], null).Orphans.Count.ShouldBe(2);
        After(before, null, []).Orphans.ShouldBeEmpty();
    }

    [Fact]
    public void An_account_that_was_listed_has_a_number() => After(new(), [], null).OrphanCount.ShouldBe(0);

    [Fact]
    public void The_Event_names_resource_object_cost_and_commands() =>
        OrphanReport.Event(Orphan(7, "22.50") with { Currency = "USD", State = "RUNNING" }, OrphanAccount.Inputs, "eu-central-1", "production").ShouldBe(
            "The input 7 (RUNNING) has the tags of LiveStream/shows/demo, which does not exist. An hour of it costs at least 22.50 USD. "
            + "Onair leaves it unchanged. Check that no other cluster is named \"production\". To remove the resource, run `stop 7`, then `delete 7 in eu-central-1`.");

    [Fact]
    public void The_Event_of_a_resource_without_a_price_has_no_cost() =>
        OrphanReport.Event(Orphan(7, null), OrphanAccount.Channels, "eu-central-1", "production").ShouldBe(
            "The channel 7 has the tags of LiveStream/shows/demo, which does not exist. "
            + "Onair leaves it unchanged. Check that no other cluster is named \"production\". To remove the resource, run `delete 7 in eu-central-1`.");

    private static MediaProviderStatus After(MediaProviderStatus before, IReadOnlyList<OrphanStatus>? channels, IReadOnlyList<OrphanStatus>? inputs) =>
        OrphanReport.After(before, [OrphanAccount.Channels, OrphanAccount.Inputs], t => t == OrphanAccount.Channels ? channels : inputs);

    private static OrphanStatus Orphan(int id, string? cost) =>
        new() { Type = OrphanAccount.Channels.Name, Id = $"{id}", Object = "LiveStream/shows/demo", Since = Noon, CostPerHour = cost };
}
