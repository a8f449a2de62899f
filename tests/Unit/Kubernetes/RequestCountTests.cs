using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using k8s;
using Microsoft.Extensions.Logging.Abstractions;
using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Informers;

namespace Onair.Tests.Unit.Kubernetes;

/// <summary>How many requests the runtime sends for an object: a regression here costs every object of every cluster.</summary>
public sealed class RequestCountTests : IDisposable
{
    private const int Objects = 50;
    private const string Finalizer = "test.onair.dev/cleanup";
    private static readonly TimeSpan Resync = TimeSpan.FromHours(1);

    private readonly Api _api = new(Objects);
    private readonly FakeTime _time = new();
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(120));

    [Fact]
    public async Task An_object_costs_two_writes_until_it_is_ready_and_a_resync_without_a_change_none()
    {
        using var client = new KubernetesClient(new KubernetesClientConfiguration { Host = "https://server.example/" }, _api, _time);
        var informer = new Informer<LiveStream>(client, OnairResources.LiveStreams, new() { PageSize = Objects, StallTimeout = Resync * 10 }, _time);
        var writer = new EntityWriter<LiveStream>(client, informer, null, _time);
        var rounds = 0;
        var controller = new Controller(async (stream, cancellationToken) =>
        {
            stream = await writer.AddFinalizerAsync(stream, Finalizer, cancellationToken);
            stream.Status = new() { Phase = "Ready", ObservedGeneration = stream.Metadata.Generation };
            await writer.UpdateStatusAsync(stream, cancellationToken);
            Interlocked.Increment(ref rounds);
        });
        var runner = new ControllerRunner<LiveStream>(
            controller, informer, writer, new ControllerOptions<LiveStream> { ResyncPeriod = Resync }, [], [], new ReconcileRequests<LiveStream>(), _time, NullLogger.Instance);
        var running = Task.WhenAll(informer.RunAsync(_stop.Token), runner.RunAsync(_stop.Token));
        await UntilAsync(() => informer.IsSynced && informer.List().All(s => s.Status is not null));

        rounds.ShouldBe(Objects);
        Counted().ShouldBe([("GET", 1), ("GET watch", 1), ("PATCH", Objects), ("PUT", Objects)]);

        _api.Requests.Clear();
        _time.Advance(Resync * 1.3);
        await UntilAsync(() => rounds == 2 * Objects);

        _api.Requests.ShouldBeEmpty();
        await _stop.CancelAsync();
        await running;
    }

    public void Dispose()
    {
        _stop.Dispose();
        _api.Dispose();
    }

    private List<(string Request, int Count)> Counted() => [.. _api.Requests.CountBy(r => r).OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => (r.Key, r.Value))];

    private async Task UntilAsync(Func<bool> done)
    {
        while (!done()) await Task.Delay(1, _stop.Token);
    }

    private sealed class Controller(Func<LiveStream, CancellationToken, Task> reconcile) : IEntityController<LiveStream>
    {
        public async Task<ReconciliationResult> ReconcileAsync(LiveStream entity, CancellationToken cancellationToken)
        {
            await reconcile(entity, cancellationToken);
            return ReconciliationResult.Done();
        }
    }

    /// <summary>An API server that stores what is written and shows it in its watch.</summary>
    private sealed class Api(int count) : HttpMessageHandler
    {
        private readonly Lock _lock = new();
        private readonly Channel<string> _events = Channel.CreateUnbounded<string>();
        private readonly Dictionary<string, JsonObject> _objects = Enumerable.Range(0, count).Select(i => $"s{i}").ToDictionary(name => name, name => new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "n", ["uid"] = name, ["resourceVersion"] = "1", ["generation"] = 1 },
            ["spec"] = new JsonObject { ["state"] = "Running" },
        });
        private int _version = 1;

        public ConcurrentBag<string> Requests { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var watches = request.RequestUri!.Query.Contains("watch=true", StringComparison.Ordinal);
            Requests.Add(watches ? "GET watch" : request.Method.Method);
            if (watches) return new(HttpStatusCode.OK) { Content = new StreamContent(new Watch(_events.Reader)) };
            var body = request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken))!;
            lock (_lock) return Json(body is null ? List() : Store(request.RequestUri.AbsolutePath.Replace("/status", "", StringComparison.Ordinal).Split('/')[^1], body));
        }

        private string List() => new JsonObject
        {
            ["items"] = new JsonArray([.. _objects.Values.Select(o => o.DeepClone())]),
            ["metadata"] = new JsonObject { ["resourceVersion"] = "1" },
        }.ToJsonString();

        private string Store(string name, JsonNode body)
        {
            var stored = _objects[name];
            stored["metadata"]!["resourceVersion"] = $"{++_version}";
            foreach (var (field, of) in new[] { ("finalizers", "metadata"), ("status", "") })
                if ((of.Length > 0 ? body[of]?[field] : body[field]) is { } value) (of.Length > 0 ? stored[of]! : stored)[field] = value.DeepClone();
            var json = stored.ToJsonString();
            _events.Writer.TryWrite($$"""{"type":"MODIFIED","object":{{json}}}""" + "\n");
            return json;
        }

        private static HttpResponseMessage Json(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
    }

    /// <summary>The events, each as it comes.</summary>
    private sealed class Watch(ChannelReader<string> events) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            System.Text.Encoding.UTF8.GetBytes(await events.ReadAsync(cancellationToken), buffer.Span);
    }
}
