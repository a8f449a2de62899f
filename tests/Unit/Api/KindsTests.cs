using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Resources;

namespace Onair.Tests.Unit.Api;

public sealed class KindsTests
{
    [Fact]
    public void Every_custom_resource_is_a_kind() =>
        typeof(OnairResources).Assembly.GetTypes().Where(type => type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(CustomResource<,>))
            .ShouldBe(OnairResources.Kinds.Select(kind => kind.ObjectType), ignoreOrder: true);

    [Fact]
    public void No_two_kinds_share_a_name()
    {
        OnairResources.Kinds.Select(kind => kind.Kind).ShouldBeUnique();
        OnairResources.Kinds.Select(kind => kind.Plural).ShouldBeUnique();
        OnairResources.Kinds.Select(kind => kind.ShortName).ShouldBeUnique();
    }

    [Fact]
    public void Every_kind_shows_in_kubectl_whether_it_is_ready_and_why_and_since_when()
    {
        foreach (var kind in OnairResources.Kinds)
        {
            kind.AllColumns.Where(c => c.Priority == 0).Select(c => c.Name).TakeLast(4).ShouldBe(["Ready", "Reason", "Since", "Age"], kind.Kind);
            kind.AllColumns.Single(c => c.Name == "Reason").JsonPath.ShouldBe(".status.conditions[?(@.type==\"Ready\")].reason");
            kind.AllColumns.Select(c => c.Name).ShouldBeUnique(kind.Kind);
        }
    }

    [Fact]
    public void A_kind_is_found_by_its_name() => OnairResources.Kind("LiveStream").ShouldBeSameAs(LiveStreamKind.Definition);

    [Fact]
    public void An_unknown_kind_is_an_error() =>
        Should.Throw<ArgumentException>(() => OnairResources.Kind("Livestream")).Message.ShouldStartWith("\"Livestream\" is not a kind of Onair");

    [Fact]
    public void A_kind_that_uses_no_provider_has_no_users() =>
        Should.Throw<ArgumentException>(() => ProviderUse.Of(MediaProviderKind.Definition, [], "aws")).Message.ShouldStartWith("MediaProvider uses no MediaProvider");

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a or b", "a", "b")]
    [InlineData("a, b or c", "a", "b", "c")]
    public void A_list_reads_as_a_sentence_does(string text, params string[] items) => ProviderUse.Listed(items, "or").ShouldBe(text);
}
