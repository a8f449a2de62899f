using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Text;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Tests.Unit.Kubernetes.Informers;

/// <summary>What happens before a cache has its first list.</summary>
public sealed class FirstListTests : IDisposable
{
    private readonly ScriptedServer _server = new();
    private readonly FakeTime _time = new();
    private readonly KubernetesClient _client;
    private readonly Informer<LiveStream> _streams;
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(120));

    public FirstListTests()
    {
        _client = _server.Client(_time);
        _streams = new(_client, OnairResources.LiveStreams, new() { Indexes = { ["state"] = s => [$"{s.Spec.State}"] } }, _time);
    }

    [Fact]
    public async Task Reconciling_begins_with_the_first_page()
    {
        _server.Answer(Page("10", "next", "a"));
        var controller = new Recording(_ => { });

        // The second page never comes.
        await WhileRunningAsync(controller, [], () => controller.Seen.Contains("a"));

        _streams.IsSynced.ShouldBeFalse();
        _server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_object_is_handed_over_while_its_page_arrives()
    {
        var page = new Pipe();
        _server.Answer(new StreamContent(page.Reader.AsStream()));
        var controller = new Recording(_ => { });
        await page.Writer.WriteAsync(Encoding.UTF8.GetBytes($$"""{"items":[{{Stream("a")}},{"metadata":{"name":"b","""));

        await WhileRunningAsync(controller, [], () => controller.Seen.Contains("a"));

        _streams.Known.List().ShouldHaveSingleItem();
        _streams.IsSynced.ShouldBeFalse();
    }

    [Fact]
    public async Task Absence_proves_nothing_before_the_first_list_is_complete()
    {
        var second = new Pipe();
        _server.Answer(Page("10", "next", "a"));
        _server.Answer(new StreamContent(second.Reader.AsStream()));
        var running = _streams.RunAsync(_stop.Token);
        await UntilAsync(() => _streams.Known.List().Count == 1);

        _streams.Get(Key("a")).ShouldNotBeNull();
        Should.Throw<CacheNotSyncedException>(() => _streams.Get(Key("b"))).Message.ShouldContain("livestreams.onair.dev");
        Should.Throw<CacheNotSyncedException>(() => _streams.GetReadable(Key("b")));
        Should.Throw<CacheNotSyncedException>(() => _streams.List());
        Should.Throw<CacheNotSyncedException>(() => _streams.ByIndex("state", "Stopped"));

        await second.Writer.WriteAsync(Encoding.UTF8.GetBytes(Page("10", "", "b")));
        await second.Writer.CompleteAsync();
        await _streams.WaitForSyncAsync(_stop.Token);
        _streams.List().Count.ShouldBe(2);
        _streams.ByIndex("state", "Stopped").Count.ShouldBe(2);
        _streams.Get(Key("c")).ShouldBeNull();
        await EndAsync(running);
    }

    [Fact]
    public async Task A_controller_waits_for_the_whole_list_of_a_kind_that_it_reads()
    {
        using var server = new ScriptedServer();
        using var client = server.Client(_time);
        var (others, second) = (new Informer<V1ConfigMap>(client, BuiltInResources.ConfigMaps, null, _time), new Pipe());
        server.Answer("""{"metadata":{"resourceVersion":"5","continue":"next"},"items":[]}""");
        server.Answer(new StreamContent(second.Reader.AsStream()));
        _server.Answer(Page("10", null, "a"));
        var controller = new Recording(_ => others.Get(Key("missing")).ShouldBeNull());
        var listing = others.RunAsync(_stop.Token);

        await WhileRunningAsync(controller, [others], async () =>
        {
            await _streams.WaitForSyncAsync(_stop.Token);
            // Both lists have got as far as they can.
            await UntilAsync(() => _server.Requests.Count == 2 && server.Requests.Count == 2);
            controller.Tried.ShouldBe(0);
            await second.Writer.WriteAsync("""{"metadata":{"resourceVersion":"5"},"items":[]}"""u8.ToArray());
            await second.Writer.CompleteAsync();
            await UntilAsync(() => !controller.Seen.IsEmpty);
        });

        controller.Tried.ShouldBe(1);
        await EndAsync(listing);
    }

    [Fact]
    public async Task A_change_of_a_watched_kind_reconciles_what_was_listed_so_far()
    {
        using var server = new ScriptedServer();
        using var client = server.Client(_time);
        var (others, watch) = (new Informer<V1ConfigMap>(client, BuiltInResources.ConfigMaps, null, _time), new Pipe());
        server.Answer("""{"metadata":{"resourceVersion":"5"},"items":[]}""");
        server.Answer(new StreamContent(watch.Reader.AsStream()));
        _server.Answer(Page("10", "next", "a"));
        var controller = new Recording(_ => { });
        var listing = others.RunAsync(_stop.Token);
        var secondary = new SecondaryWatch<LiveStream, V1ConfigMap>(others, (_, streams) => streams.List().Select(s => NamespacedName.Of(s)));

        await WhileRunningAsync(controller, [others], async () =>
        {
            await UntilAsync(() => controller.Seen.Count == 1);
            await watch.Writer.WriteAsync(Encoding.UTF8.GetBytes("""{"type":"ADDED","object":{"metadata":{"name":"c","namespace":"n","uid":"c","resourceVersion":"6"}}}""" + "\n"));
            await UntilAsync(() => controller.Seen.Count == 2);
        }, secondary);

        _streams.IsSynced.ShouldBeFalse();
        await EndAsync(listing);
    }

    [Fact]
    public async Task A_reconcile_that_takes_an_incomplete_list_for_whole_is_retried()
    {
        var second = new Pipe();
        _server.Answer(Page("10", "next", "a"));
        _server.Answer(new StreamContent(second.Reader.AsStream()));
        var controller = new Recording(_ => _streams.List());

        await WhileRunningAsync(controller, [], async () =>
        {
            await UntilAsync(() => controller.Tried == 1);
            await second.Writer.WriteAsync(Encoding.UTF8.GetBytes(Page("10", null)));
            await second.Writer.CompleteAsync();
            await _streams.WaitForSyncAsync(_stop.Token);
            // The backoff.
            await UntilAsync(() =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return !controller.Seen.IsEmpty;
            });
        });

        controller.Tried.ShouldBe(2);
    }

    [Fact]
    public async Task A_cache_is_behind_a_write_only_after_its_first_list()
    {
        var (second, watch) = (new Pipe(), new Pipe());
        _server.Answer(Page("10", "next", "a"));
        _server.Answer(new StreamContent(second.Reader.AsStream()));
        var writer = new EntityWriter<LiveStream>(_client, _streams, null, _time);
        var running = _streams.RunAsync(_stop.Token);
        await UntilAsync(() => _streams.Known.List().Count == 1 && _server.Requests.Count == 2);
        _server.Answer(Stream("a", "50"));
        await writer.AddFinalizerAsync(_streams.Get(Key("a"))!, "f", _stop.Token);
        _server.Answer(new StreamContent(watch.Reader.AsStream()));

        // The list that is still arriving is older than the write.
        _time.Advance(TimeSpan.FromSeconds(20));
        writer.OwnWrites.Behind(Key("a")).ShouldBe(TimeSpan.Zero);
        await second.Writer.WriteAsync(Encoding.UTF8.GetBytes(Page("10", null)));
        await second.Writer.CompleteAsync();
        await _streams.WaitForSyncAsync(_stop.Token);
        _time.Advance(TimeSpan.FromSeconds(5));
        writer.OwnWrites.Behind(Key("a")).ShouldBe(TimeSpan.FromSeconds(5));
        await watch.Writer.WriteAsync(Encoding.UTF8.GetBytes($$"""{"type":"MODIFIED","object":{{Stream("a", "50")}}}""" + "\n"));

        await UntilAsync(() => writer.OwnWrites.Behind(Key("a")) is null);
        await EndAsync(running);
    }

    public void Dispose()
    {
        _client.Dispose();
        _stop.Dispose();
        _server.Dispose();
    }

    private static NamespacedName Key(string name) => new("n", name);

    private static string Page(string version, string? next, params string[] names) =>
        $$"""{"items":[{{string.Join(',', names.Select(n => Stream(n)))}}],"metadata":{"resourceVersion":"{{version}}","continue":"{{next}}"} }""";

    private static string Stream(string name, string version = "5") =>
        $$$"""{"metadata":{"name":"{{{name}}}","namespace":"n","uid":"u-{{{name}}}","resourceVersion":"{{{version}}}","generation":1},"spec":{"state":"Stopped"}}""";

    private Task WhileRunningAsync(Recording controller, IReadOnlyList<IInformer> caches, Func<bool> done) =>
        WhileRunningAsync(controller, caches, () => UntilAsync(done));

    private async Task WhileRunningAsync(Recording controller, IReadOnlyList<IInformer> caches, Func<Task> act, params ISecondaryWatch<LiveStream>[] watches)
    {
        var runner = new ControllerRunner<LiveStream>(
            controller, _streams, new EntityWriter<LiveStream>(_client, _streams, null, _time), new ControllerOptions<LiveStream>(), watches, caches,
            new ReconcileRequests<LiveStream>(), _time, NullLogger.Instance);
        var running = Task.WhenAll(_streams.RunAsync(_stop.Token), runner.RunAsync(_stop.Token));
        await act();
        await EndAsync(running);
    }

    private async Task UntilAsync(Func<bool> done)
    {
        while (!done()) await Task.Delay(1, _stop.Token);
    }

    private async Task EndAsync(Task running)
    {
        await _stop.CancelAsync();
        await running;
    }

    private sealed class Recording(Action<LiveStream> reconcile) : IEntityController<LiveStream>
    {
        private int _tried;

        public int Tried => Volatile.Read(ref _tried);

        public ConcurrentQueue<string?> Seen { get; } = [];

        public Task<ReconciliationResult> ReconcileAsync(LiveStream entity, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _tried);
            reconcile(entity);
            Seen.Enqueue(entity.Metadata.Name);
            return Task.FromResult(ReconciliationResult.Done());
        }
    }
}
