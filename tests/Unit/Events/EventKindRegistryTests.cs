using System.Reflection;
using Onair.Events;
using Onair.Events.Kinds;

namespace Onair.Tests.Unit.Events;

public sealed class EventKindRegistryTests
{
    [Fact]
    public void Every_kind_that_has_events_is_listed() =>
        typeof(EventKind).Assembly.GetTypes().SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(property => property.PropertyType.IsSubclassOf(typeof(EventKind))).Select(property => (EventKind)property.GetValue(null)!)
            .ShouldBe(EventKindRegistry.All, ignoreOrder: true);

    [Fact]
    public void Every_type_is_of_one_kind() =>
        EventTypes.All.ShouldBe(
            typeof(EventTypes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral && field.Name != nameof(EventTypes.Prefix))
                .Select(field => (string)field.GetRawConstantValue()!),
            ignoreOrder: true);

    [Fact]
    public void The_kind_of_an_event_is_found_by_its_type() => EventKindRegistry.Of(EventTypes.LiveStreamStarted).ShouldBeSameAs(LiveStreamEventKind.Definition);

    [Theory]
    [InlineData("dev.onair.robot.started")]
    [InlineData("dev.onair.livestreams.started")]
    [InlineData("livestream.started")]
    [InlineData("")]
    public void A_type_of_no_kind_is_an_error(string type) =>
        Should.Throw<InvalidOperationException>(() => EventKindRegistry.Of(type)).Message.ShouldStartWith($"\"{type}\" is not an event of a kind that this release knows");
}
