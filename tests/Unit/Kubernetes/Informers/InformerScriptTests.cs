using System.Collections.Concurrent;
using k8s.Models;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Tests.Unit.Kubernetes.Informers;

public sealed class InformerScriptTests : IDisposable
{
    private readonly ScriptedServer _server = new();
    private readonly ConcurrentQueue<InformerEvent<V1ConfigMap>> _events = [];
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(120));

    [Fact]
    public async Task A_watch_goes_on_from_the_last_bookmark()
    {
        _server.Answer(List("10", null, ("a", "u1", "5")));
        _server.Answer("""{"type":"BOOKMARK","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"resourceVersion":"77"}}}""" + "\n");

        await RunUntilAsync(3);

        Versions().ShouldBe(["10", "77"]);
    }

    [Fact]
    public async Task An_error_410_within_the_stream_leads_to_a_list()
    {
        _server.Answer(List("10", null, ("a", "u1", "5"), ("b", "u2", "6")));
        _server.Answer("""{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old resource version"}}""" + "\n");
        _server.Answer(List("20", null, ("b", "u3", "15")));

        await RunUntilAsync(4);

        Versions().ShouldBe(["10", "20"]);
        _events.Select(e => (e.Type, e.Object.Metadata.Uid, e.Tombstone)).ShouldBe(
        [
            (InformerEventType.Added, "u1", false),
            (InformerEventType.Added, "u2", false),
            (InformerEventType.Deleted, "u2", true),
            (InformerEventType.Added, "u3", false),
            (InformerEventType.Deleted, "u1", true),
        ]);
    }

    [Fact]
    public async Task An_event_cut_off_in_the_middle_is_not_taken_for_one()
    {
        _server.Answer(List("10", null));
        _server.Answer(Event("ADDED", "a", "u1", "11") + Event("ADDED", "b", "u2", "12")[..40]);

        await RunUntilAsync(3);

        Versions().ShouldBe(["10", "11"]);
        _events.ShouldHaveSingleItem().Object.Metadata.Name.ShouldBe("a");
    }

    [Fact]
    public async Task Pages_are_followed_and_an_expired_page_begins_the_list_anew()
    {
        _server.Answer(List("10", "next", ("a", "u1", "5")));
        _server.Answer("""{"kind":"Status","code":410,"reason":"Expired"}""", System.Net.HttpStatusCode.Gone);
        _server.Answer(List("20", "next", ("a", "u1", "5")));
        _server.Answer(List("20", null, ("b", "u2", "6")));

        await RunUntilAsync(5);

        Versions().ShouldBe(["20"]);
        _events.Select(e => e.Object.Metadata.Name).ShouldBe(["a", "b"]);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _server.Dispose();
    }

    private static string List(string version, string? next, params (string Name, string Uid, string Version)[] items) =>
        $$"""{"kind":"ConfigMapList","metadata":{"resourceVersion":"{{version}}","continue":"{{next}}"},"items":[{{string.Join(',', items.Select(i => Object(i.Name, i.Uid, i.Version)))}}]}""";

    private static string Object(string name, string uid, string version) =>
        $$$"""{"metadata":{"name":"{{{name}}}","namespace":"n","uid":"{{{uid}}}","resourceVersion":"{{{version}}}"}}""";

    private static string Event(string type, string name, string uid, string version) =>
        $$"""{"type":"{{type}}","object":{{Object(name, uid, version)}}}""" + "\n";

    private IEnumerable<string> Versions() => _server.Requests
        .Where(r => r.Contains("watch=true", StringComparison.Ordinal))
        .Select(r => r.Split("resourceVersion=")[1].Split('&')[0]);

    private async Task RunUntilAsync(int requests)
    {
        using var client = _server.Client(TimeProvider.System);
        var options = new InformerOptions<V1ConfigMap> { MinBackoff = TimeSpan.FromMilliseconds(1), MaxBackoff = TimeSpan.FromMilliseconds(2) };
        var informer = new Informer<V1ConfigMap>(client, BuiltInResources.ConfigMaps, options);
        informer.Subscribe(_events.Enqueue);
        var running = informer.RunAsync(_stop.Token);
        while (_server.Requests.Count < requests) await Task.Delay(1, _stop.Token);
        await _stop.CancelAsync();
        await running;
        _server.Requests.Count.ShouldBe(requests);
    }
}
