using k8s.Models;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Events.Sinks;
using Onair.Operator.Outboxes;

namespace Onair.Tests.Unit.Operator.Outboxes;

/// <summary>What an outbox that somebody has edited may send, and to whom.</summary>
public sealed class OwnEventsTests
{
    private const string Source = "/apis/onair.dev/v1alpha1/namespaces/shows/livestreams/talk";

    private static readonly V1ObjectMeta Talk = new() { NamespaceProperty = "shows", Name = "talk", Uid = "uid" };

    private static readonly PendingEvent Own = new()
    {
        Id = "uid/1/1-started",
        Sequence = 1,
        Type = "dev.onair.livestream.started",
        Source = Source,
        Data = """{"resource": {"kind": "LiveStream", "namespace": "shows", "name": "talk", "uid": "uid"}}""",
        Sinks = ["shows/hooks", "onair/all"],
    };

    [Fact]
    public void An_untouched_outbox_stays_the_same_object()
    {
        var outbox = new OutboxStatus { Events = [Own] };

        OwnEvents.In(outbox, Talk, Source, Admits).ShouldBeSameAs(outbox);
        OwnEvents.In(null, Talk, Source, Admits).ShouldBeNull();
    }

    [Fact]
    public void An_event_goes_to_no_sink_of_another_namespace()
    {
        var forged = new OutboxStatus { ClosedAt = DateTimeOffset.UnixEpoch, Events = [Own with { Sinks = ["board/hooks", "shows/hooks"] }, Own with { Id = "uid/1/2-started", Sinks = ["board/hooks"] }] };

        var own = OwnEvents.In(forged, Talk, Source, Admits)!;

        own.Events.ShouldHaveSingleItem().Sinks.ShouldBe(["shows/hooks"]);
        own.ClosedAt.ShouldBe(forged.ClosedAt);
    }

    [Theory]
    [InlineData(Source, "shows", "talk", true)]
    [InlineData("/apis/onair.dev/v1alpha1/namespaces/board/livestreams/minutes", "board", "minutes", false)]
    [InlineData("/apis/onair.dev/v1alpha1/namespaces/board/livestreams/talk", "shows", "talk", false)]
    [InlineData(Source, "board", "minutes", false)]
    [InlineData("/apis/onair.dev/v1alpha1/namespaces/shows/livestreams/another", "shows", "talk", false)]
    [InlineData("/shows/talk", "shows", "talk", false)]
    public void A_dead_letter_is_sent_only_about_the_namespace_of_its_sink(string source, string ns, string name, bool isSent)
    {
        var letter = Own with { Source = source, Data = $$$"""{"resource": {"kind": "LiveStream", "namespace": "{{{ns}}}", "name": "{{{name}}}", "uid": "uid"}}""" };

        OwnEvents.IsAdmitted(letter, admitted => admitted == "shows").ShouldBe(isSent);
    }

    public static TheoryData<string, PendingEvent> Forged => new()
    {
        { "the source of another", Own with { Source = "/apis/onair.dev/v1alpha1/namespaces/board/livestreams/minutes" } },
        { "the id of another", Own with { Id = "another/1/1-started" } },
        { "an id without a uid", Own with { Id = "started" } },
        { "data about another", Own with { Data = """{"resource": {"kind": "LiveStream", "namespace": "board", "name": "minutes", "uid": "another"}}""" } },
        { "data about two", Own with { Data = """{"resource": {"namespace": "shows", "name": "talk", "uid": "uid"}, "resource": {"namespace": "board", "name": "minutes", "uid": "another"}}""" } },
        { "a list", Own with { Data = "[]" } },
        { "no JSON", Own with { Data = "{" } },
        { "a resource that is no object", Own with { Data = """{"resource": "board/minutes"}""" } },
    };

    [Theory]
    [MemberData(nameof(Forged))]
    public void An_event_about_another_resource_is_not_sent(string what, PendingEvent forged) =>
        OwnEvents.In(new() { Events = [forged, Own] }, Talk, Source, Admits)!.Events.Select(e => (e.Id, e.Source, e.Data)).ShouldBe([(Own.Id, Own.Source, Own.Data)], what);

    [Theory]
    [InlineData("shows", false, true)]
    [InlineData("board", true, false)]
    [InlineData("onair", true, true)]
    [InlineData("onair", false, false)]
    public void A_sink_gets_events_of_its_namespace_or_as_a_cluster_wide_one_of_all(string ns, bool all, bool admits)
    {
        var sink = new EventSink { Metadata = new() { NamespaceProperty = ns, Name = "hooks" }, Spec = new() { AllNamespaces = all } };

        SinkSelection.Admits(sink, "shows", "onair").ShouldBe(admits);
    }

    private static bool Admits(string sink) => sink is "shows/hooks" or "onair/all";
}
