using Onair.Api.MediaProviders;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Tests.Unit.Operator.ExternalResources;

public sealed class AdoptionPermissionTests
{
    /// <summary>What the MediaProvider permits, and the tag of the resource → whether namespace shows may adopt it.</summary>
    public static TheoryData<AdoptionSpec?, string?, bool> Cases => new()
    {
        { null, "shows", false },
        { new(), "shows", false },
        { new() { Ids = ["1"] }, null, true },
        { new() { Ids = ["12", "arn:1"] }, null, false },
        { new() { Tag = new() { Key = "for" } }, "shows", true },
        { new() { Tag = new() { Key = "for" } }, "others", false },
        { new() { Tag = new() { Key = "for" } }, null, false },
        { new() { Tag = new() { Key = "for", Value = "onair" } }, "onair", true },
        { new() { Tag = new() { Key = "for", Value = "onair" } }, "shows", false },
        { new() { Tag = new() { Key = "for", Value = "" } }, "", true },
        { new() { Ids = ["1"], Tag = new() { Key = "for" } }, "others", true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_resource_is_adopted_only_with_permission(AdoptionSpec? spec, string? tag, bool expected)
    {
        var seen = new ObservedResource("1", Lifecycle.Idle) { Tags = new(tag is null ? null : new Dictionary<string, string> { ["for"] = tag }) };

        new AdoptionPermission("p", "shows", spec).Admits("1", seen).ShouldBe(expected);
    }
}
