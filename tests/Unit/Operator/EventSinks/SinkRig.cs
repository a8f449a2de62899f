using Microsoft.Extensions.Logging.Abstractions;
using Onair.Api;
using Onair.Api.EventSinks;
using Onair.Guard;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.Informers;
using Onair.Operator;
using Onair.Operator.EventSinks;
using Onair.Tests.Unit.Kubernetes.Secrets;

namespace Onair.Tests.Unit.Operator.EventSinks;

/// <summary>The deliveries in front of a cluster, an outbox and receivers on the loopback network. Pauses are some milliseconds long.</summary>
internal sealed class SinkRig : IAsyncDisposable
{
    private CancellationTokenSource _life = new();
    private Task _work = Task.CompletedTask;
    private EventSinkController _controller = null!;

    private SinkRig()
    {
    }

    public SinkCluster Cluster { get; } = new();

    public FakeOutbox Outbox { get; } = new();

    public DeadLetters DeadLetters { get; private set; } = null!;

    public HostResolver? Resolver { get; init; }

    public OperatorOptions Options { get; } = new()
    {
        LeaseNamespace = "onair",
        Events = new()
        {
            AllowedCidrs = ["127.0.0.0/8"],
            FirstRetrySeconds = 0.005,
            LongestRetrySeconds = 0.02,
            FirstBreakSeconds = 0.02,
            LongestBreakSeconds = 0.05,
            StatusSeconds = 0.02,
            BreakerFailures = 1000,
        },
    };

    public static SinkRig Create(Action<EventOptions>? configure = null, HostResolver? resolver = null)
    {
        var rig = new SinkRig { Resolver = resolver };
        configure?.Invoke(rig.Options.Events);
        rig.Start();
        return rig;
    }

    public EventSinkStatus Status(string sink) => Cluster.Sink(sink).Recorded;

    public Task ReconcileAsync(string sink) => _controller.ReconcileAsync(Cluster.Sink(sink), CancellationToken.None);

    /// <summary>All of memory is lost.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        Start();
    }

    public async Task StopAsync()
    {
        await _life.CancelAsync();
        await _work;
    }

    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (!condition()) await Task.Delay(5, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _life.Dispose();
    }

    private void Start()
    {
        _life.Dispose();
        _life = new();
        var (client, time) = (Cluster.Client(), TimeProvider.System);
        var informer = new Informer<EventSink>(client, OnairResources.EventSinks, null, time);
        var context = new SinkContext(Options, client);
        var statuses = new SinkStatusRegistry(context, new EntityWriter<EventSink>(client, informer), client, new EventRecorder(client, time), time);
        DeadLetters = new(statuses, time);
        var credentials = new SinkCredentials(client.Reader(), time);
        _controller = new(context, statuses, credentials);
        var backlog = new SinkBacklog([Outbox]);
        var reporter = new SinkReporter(backlog, context, time, NullLogger<SinkReporter>.Instance);
        _work = Task.WhenAll(
            informer.RunAsync(_life.Token),
            new SinkDeliveryRegistry(
                informer, [Outbox], context,
                sink => new(sink, backlog, context, statuses, reporter, DeadLetters, credentials, client, time, NullLogger<SinkDelivery>.Instance, Resolver)).RunAsync(_life.Token));
    }
}
