using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Gateway.Requests;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Tests.Unit.Gateway.Requests;

#pragma warning disable CA1001 // xunit calls DisposeAsync.
public sealed class WaitingTests : IAsyncLifetime
{
    private const string Streams = "/apis/onair.dev/v1alpha1/namespaces/talks/livestreams";

    private static readonly NamespacedName Keynote = new("talks", "keynote");

    private readonly FakeApiServer _cluster = new();
    private readonly FakeTime _time = new();
    private readonly CancellationTokenSource _end = new();
    private KubernetesClient _client = null!;
    private Informer<LiveStream> _informer = null!;
    private Task _running = Task.CompletedTask;

    public async Task InitializeAsync()
    {
        _client = _cluster.Client();
        _informer = new(_client, OnairResources.LiveStreams);
        _running = _informer.RunAsync(_end.Token);
        await _informer.WaitForSyncAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _end.Dispose();
        _client.Dispose();
        _cluster.Dispose();
    }

    [Fact]
    public async Task Without_a_wait_the_present_state_decides()
    {
        (await WaitAsync(stream => stream is null, null)).ShouldBeTrue();
        (await WaitAsync(stream => stream is not null, null)).ShouldBeFalse();
        (await WaitAsync(stream => stream is not null, TimeSpan.Zero)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_change_ends_the_wait()
    {
        var waits = WaitAsync(stream => stream is not null, TimeSpan.FromSeconds(60));
        waits.IsCompleted.ShouldBeFalse();

        Put();

        (await waits).ShouldBeTrue();
    }

    [Fact]
    public async Task A_deletion_is_a_state_too()
    {
        Put();
        await Eventually.ShouldBeAsync(() => _informer.Get(Keynote) is not null, "the stream is known");
        var waits = WaitAsync(stream => stream is null, TimeSpan.FromSeconds(60));

        _cluster.Remove($"{Streams}/keynote");

        (await waits).ShouldBeTrue();
    }

    [Fact]
    public async Task The_wait_ends_with_its_time()
    {
        var waits = WaitAsync(stream => stream is not null, TimeSpan.FromSeconds(60));

        _time.Advance(61);

        (await waits).ShouldBeFalse();
    }

    private void Put() => _cluster.Put(Streams, new() { ["metadata"] = new JsonObject { ["name"] = "keynote", ["namespace"] = "talks" }, ["spec"] = new JsonObject() });

    private Task<bool> WaitAsync(Func<LiveStream?, bool> isDone, TimeSpan? longest) => Waiting.UntilAsync(_informer, Keynote, isDone, longest, _time, CancellationToken.None);
}
