using System.Reflection;
using System.Text.Json;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Tests.Unit.Operator.LiveStreams.Decisions;

public sealed class ResourceKindTableTests
{
    [Fact]
    public void Every_kind_has_its_row_in_the_order_of_the_enum() =>
        ResourceKindTable.All.Select(d => d.Kind).ShouldBe(Enum.GetValues<ResourceKind>());

    [Fact]
    public void Each_row_reads_and_writes_the_field_that_it_names()
    {
        foreach (var row in ResourceKindTable.All)
        {
            var resources = row.WithId(new(), "id-1");

            row.Id(resources).ShouldBe("id-1", row.Title);
            Field(resources, row.StatusField).ShouldBe("id-1", row.Title);
            row.WithId(resources, null).ShouldBe(new StreamResources(), row.Title);
        }
    }

    [Fact]
    public void Whatever_may_be_adopted_is_a_kind() =>
        AdoptAnnotation.Names.Select(ResourceKindTable.OfStatusField).ShouldBeUnique();

    [Fact]
    public void A_lost_resource_takes_along_what_it_had_given()
    {
        var status = new LiveStreamStatus
        {
            Resources = new() { InputId = "i", Input = new(), PackageEndpointId = "e", DistributionId = "d", ChannelId = "c" },
            Ingest = new(),
            Playback = new() { Url = "https://origin/x.m3u8", LiveUrl = "https://cdn/x.m3u8" },
        };

        status.WithoutLost(ResourceKind.Input).ShouldSatisfyAllConditions(
            s => s.Ingest.ShouldBeNull(), s => s.Resources.Input.ShouldBeNull(), s => s.Resources.InputId.ShouldBeNull(), s => s.Playback.ShouldNotBeNull());
        status.WithoutLost(ResourceKind.PackageEndpoint).Playback.ShouldBeNull();
        status.WithoutLost(ResourceKind.Behaviour).Playback.ShouldBe(new() { Url = "https://origin/x.m3u8" });
        status.WithoutLost(ResourceKind.Channel).ShouldBe(status with { Resources = status.Resources with { ChannelId = null } });
    }

    private static object? Field(StreamResources resources, string name) => typeof(StreamResources)
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Single(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == name).GetValue(resources);
}
