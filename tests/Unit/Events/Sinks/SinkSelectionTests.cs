using Onair.Api.EventSinks;
using Onair.Events;
using Onair.Events.Sinks;

namespace Onair.Tests.Unit.Events.Sinks;

public sealed class SinkSelectionTests
{
    private const string OperatorNamespace = "onair-system";

    private static readonly Dictionary<string, string> Labels = new Dictionary<string, string> { ["team"] = "stage", ["tier"] = "gold" };

    [Theory]
    [InlineData(true)]
    [InlineData(true, "dev.onair.*")]
    [InlineData(true, "dev.onair.livestream.*")]
    [InlineData(true, "dev.onair.livestream.started")]
    [InlineData(true, "dev.onair.videoasset.*", "dev.onair.livestream.started")]
    [InlineData(false, "dev.onair.livestream.stopped")]
    [InlineData(false, "dev.onair.livestream.start")]
    [InlineData(false, "dev.onair.archivesplit.*", "dev.onair.videoasset.*")]
    public void Its_patterns_say_which_types_it_wants(bool wanted, params string[] patterns) =>
        Wants(new() { Events = patterns }).ShouldBe(wanted);

    public static TheoryData<string, LabelSelector, bool> Selectors => new()
    {
        { "nothing asked", new(), true },
        { "a label", Label("team", "stage"), true },
        { "a label with another value", Label("team", "studio"), false },
        { "a label that is not there", Label("room", "2"), false },
        { "two labels, one of them not there", new() { MatchLabels = new Dictionary<string, string> { ["team"] = "stage", ["room"] = "2" } }, false },
        { "In with the value", Requirement("tier", LabelOperator.In, "silver", "gold"), true },
        { "In without the value", Requirement("tier", LabelOperator.In, "silver"), false },
        { "In without the label", Requirement("room", LabelOperator.In, "2"), false },
        { "NotIn with the value", Requirement("tier", LabelOperator.NotIn, "gold"), false },
        { "NotIn without the value", Requirement("tier", LabelOperator.NotIn, "silver"), true },
        { "NotIn without the label", Requirement("room", LabelOperator.NotIn, "2"), true },
        { "Exists with the label", Requirement("tier", LabelOperator.Exists), true },
        { "Exists without the label", Requirement("room", LabelOperator.Exists), false },
        { "DoesNotExist with the label", Requirement("tier", LabelOperator.DoesNotExist), false },
        { "DoesNotExist without the label", Requirement("room", LabelOperator.DoesNotExist), true },
        { "both, one of them not", Label("team", "stage") with { MatchExpressions = [new() { Key = "tier", Operator = LabelOperator.DoesNotExist }] }, false },
    };

    [Theory]
    [MemberData(nameof(Selectors))]
    public void Its_selector_says_of_which_resources(string name, LabelSelector selector, bool wanted) =>
        Wants(new() { Selector = selector }).ShouldBe(wanted, name);

    [Theory]
    [InlineData("demo", false, "demo", true)]
    [InlineData("demo", false, "other", false)]
    [InlineData("demo", true, "other", false)]
    [InlineData(OperatorNamespace, false, "other", false)]
    [InlineData(OperatorNamespace, true, "other", true)]
    [InlineData(OperatorNamespace, true, OperatorNamespace, true)]
    public void Events_of_all_namespaces_are_for_the_operators_own_alone(string sinkNamespace, bool all, string ns, bool wanted) =>
        SinkSelection.Wants(Sink(new() { AllNamespaces = all }, sinkNamespace), EventTypes.LiveStreamStarted, ns, Labels, OperatorNamespace).ShouldBe(wanted);

    [Theory]
    [InlineData(null, true)]
    [InlineData(3L, true)]
    [InlineData(4L, false)]
    public void A_sink_that_is_gone_wants_nothing_until_its_spec_changes(long? gone, bool wanted)
    {
        var sink = Sink(new());
        sink.Status = new() { GoneGeneration = gone };

        SinkSelection.IsGone(sink).ShouldBe(!wanted);
        SinkSelection.Wants(sink, EventTypes.LiveStreamStarted, "demo", Labels, OperatorNamespace).ShouldBe(wanted);
    }

    [Fact]
    public void A_sink_that_is_being_deleted_wants_nothing()
    {
        var sink = Sink(new());
        sink.Metadata.DeletionTimestamp = SampleResources.At.UtcDateTime;

        SinkSelection.Wants(sink, EventTypes.LiveStreamStarted, "demo", Labels, OperatorNamespace).ShouldBeFalse();
    }

    private static bool Wants(EventSinkSpec spec) => SinkSelection.Wants(Sink(spec), EventTypes.LiveStreamStarted, "demo", Labels, OperatorNamespace);

    private static EventSink Sink(EventSinkSpec spec, string ns = "demo") => new() { Metadata = new() { Name = "sink", NamespaceProperty = ns, Generation = 4 }, Spec = spec };

    private static LabelSelector Label(string key, string value) => new() { MatchLabels = new Dictionary<string, string> { [key] = value } };

    private static LabelSelector Requirement(string key, LabelOperator op, params string[] values) =>
        new() { MatchExpressions = [new() { Key = key, Operator = op, Values = values }] };
}
