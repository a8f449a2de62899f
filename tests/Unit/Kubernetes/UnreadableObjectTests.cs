using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Tests.Unit.Kubernetes;

/// <summary>An object that the API server accepts and this release cannot read.</summary>
public sealed class UnreadableObjectTests : IDisposable
{
    private readonly ScriptedServer _server = new();
    private readonly ConcurrentQueue<InformerEvent<LiveStream>> _events = [];
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(120));

    [Fact]
    public async Task A_list_shows_the_others_and_names_field_value_and_rule()
    {
        _server.Answer(List("10", Stream("a", "1"), Stream("b", "2", """{"state":"Paused","schedule":[{"start":"x","stop":"y"}],"providerRef":{"name":"p"}}"""), Stream("c", "3")));
        using var client = _server.Client(TimeProvider.System);

        var page = await client.ListPageAsync(OnairResources.LiveStreams, null);

        page.Items.Select(s => s.Metadata.Name).ShouldBe(["a", "b", "c"]);
        page.Items.Select(s => s.Metadata.Unreadable?.ToString()).ShouldBe([null, "spec.state: \"Paused\": must be one of Stopped, Running, Scheduled", null]);
        // What could be read is there: ownership and users are decided by it.
        page.Items[1].Spec.ProviderRef!.Name.ShouldBe("p");
        page.ResourceVersion.ShouldBe("10");
    }

    [Fact]
    public async Task An_unknown_word_in_the_status_leaves_the_object_readable()
    {
        _server.Answer(Stream("a", "1", status: """{"conditions":[{"type":"Ready","status":"Perhaps","lastTransitionTime":"2027-05-04T09:00:00Z","reason":"R","message":"m"}],"currentSessionId":"s"}"""));
        using var client = _server.Client(TimeProvider.System);

        var stream = await client.GetAsync(OnairResources.LiveStreams, "a", "n");

        stream.Metadata.Unreadable.ShouldBeNull();
        stream.Recorded.CurrentSessionId.ShouldBe("s");
        stream.Recorded.Conditions.ShouldHaveSingleItem().Status.ShouldBe(ConditionStatus.Unknown);
    }

    [Fact]
    public async Task A_value_of_another_type_in_the_status_is_unreadable()
    {
        _server.Answer(Stream("a", "1", status: """{"currentSessionId":{"id":"s"}}"""));
        using var client = _server.Client(TimeProvider.System);

        (await client.GetAsync(OnairResources.LiveStreams, "a", "n")).Metadata.Unreadable!.Path.ShouldBe("status.currentSessionId");
    }

    [Fact]
    public async Task An_object_that_becomes_unreadable_is_never_taken_for_deleted()
    {
        _server.Answer(List("10", Stream("a", "1"), Stream("b", "2")));
        _server.Answer(
            Event("MODIFIED", Stream("a", "11", """{"state":"Paused"}""")) + Event("MODIFIED", Stream("b", "12"))
            + """{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired"}}""" + "\n");
        _server.Answer(List("20", Stream("a", "11", """{"state":"Paused"}"""), Stream("b", "12")));
        _server.Answer(Event("MODIFIED", Stream("a", "21", """{"state":"Running"}""")) + Event("DELETED", Stream("a", "22", """{"state":"Paused"}""")));

        await RunUntilAsync(5);

        _events.Select(e => (e.Type, e.Object.Metadata.Name, e.Object.Metadata.ResourceVersion, e.Object.Metadata.Unreadable is null)).ShouldBe(
        [
            (InformerEventType.Added, "a", "1", true),
            (InformerEventType.Added, "b", "2", true),
            (InformerEventType.Modified, "a", "11", false),
            (InformerEventType.Modified, "b", "12", true),
            (InformerEventType.Modified, "a", "21", true),
            (InformerEventType.Deleted, "a", "22", false),
        ]);
    }

    [Fact]
    public async Task Its_controller_skips_it_until_it_can_be_read()
    {
        _server.Answer(List("10", Stream("a", "1", """{"state":"Paused"}"""), Stream("b", "2")));
        _server.Answer(Event("MODIFIED", Stream("a", "11", """{"state":"Paused"}""")) + Event("MODIFIED", Stream("b", "12", generation: 2)) + Event("MODIFIED", Stream("a", "13")));
        using var client = _server.Client(TimeProvider.System);
        var informer = new Informer<LiveStream>(client, OnairResources.LiveStreams);
        var controller = new Recording();
        var runner = new ControllerRunner<LiveStream>(
            controller, informer, new EntityWriter<LiveStream>(client, informer), new ControllerOptions<LiveStream> { MaxConcurrentReconciles = 1 }, [], [], new ReconcileRequests<LiveStream>(), TimeProvider.System, NullLogger.Instance);

        var running = Task.WhenAll(informer.RunAsync(_stop.Token), runner.RunAsync(_stop.Token));
        while (!controller.Seen.Contains("a 13")) await Task.Delay(1, _stop.Token);
        await _stop.CancelAsync();
        await running;

        controller.Seen.Where(s => s.StartsWith("a ", StringComparison.Ordinal)).ShouldBe(["a 13"]);
    }

    [Fact]
    public async Task It_is_not_written_back_without_the_value()
    {
        _server.Answer(Stream("a", "1", """{"state":"Paused"}"""));
        using var client = _server.Client(TimeProvider.System);
        var stream = await client.GetAsync(OnairResources.LiveStreams, "a", "n");

        (await Should.ThrowAsync<ApiException>(() => client.ReplaceStatusAsync(OnairResources.LiveStreams, stream))).Message.ShouldContain("spec.state: \"Paused\"");
        _server.Requests.Count.ShouldBe(1);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _server.Dispose();
    }

    private static string List(string version, params string[] items) =>
        $$"""{"kind":"LiveStreamList","metadata":{"resourceVersion":"{{version}}"},"items":[{{string.Join(',', items)}}]}""";

    private static string Stream(string name, string version, string spec = "{}", string status = "{}", int generation = 1) =>
        $$"""{"metadata":{"name":"{{name}}","namespace":"n","uid":"u-{{name}}","resourceVersion":"{{version}}","generation":{{generation}}},"spec":{{spec}},"status":{{status}}}""";

    private static string Event(string type, string obj) => $$"""{"type":"{{type}}","object":{{obj}}}""" + "\n";

    private async Task RunUntilAsync(int requests)
    {
        using var client = _server.Client(TimeProvider.System);
        var options = new InformerOptions<LiveStream> { MinBackoff = TimeSpan.FromMilliseconds(1), MaxBackoff = TimeSpan.FromMilliseconds(2) };
        var informer = new Informer<LiveStream>(client, OnairResources.LiveStreams, options);
        informer.Subscribe(_events.Enqueue);
        var running = informer.RunAsync(_stop.Token);
        while (_server.Requests.Count < requests) await Task.Delay(1, _stop.Token);
        await _stop.CancelAsync();
        await running;
    }

    private sealed class Recording : IEntityController<LiveStream>
    {
        public ConcurrentQueue<string> Seen { get; } = [];

        public Task<ReconciliationResult> ReconcileAsync(LiveStream entity, CancellationToken cancellationToken)
        {
            Seen.Enqueue($"{entity.Metadata.Name} {entity.Metadata.ResourceVersion}");
            return Task.FromResult(ReconciliationResult.Done());
        }
    }
}
