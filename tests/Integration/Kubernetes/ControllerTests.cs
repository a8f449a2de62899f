using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Onair.Kubernetes.Access;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.Hosting;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Tests.Integration.Kubernetes;

[Collection(ControlPlaneCollection.Name)]
public sealed class ControllerTests(ControlPlane plane) : GadgetTests(plane)
{
    private const string Finalizer = "test.onair.dev/cleanup";

    private IHost? _host;

    [Fact]
    public async Task An_object_is_reconciled_once_although_its_own_writes_come_back_as_events()
    {
        var rounds = new ConcurrentQueue<long?>();
        await StartAsync(async (gadget, writer, cancellationToken) =>
        {
            rounds.Enqueue(gadget.Metadata.Generation);
            gadget = await writer.AddFinalizerAsync(gadget, Finalizer, cancellationToken);
            gadget.Status = new GadgetStatus { Seen = gadget.Spec.Size };
            await writer.UpdateStatusAsync(gadget, cancellationToken);
            return ReconciliationResult.Done();
        });
        await CreateAsync("a", 3);
        await SeenAsync("a", 3);

        await Client.PatchAsync(Gadget.Type, "a", Namespace, Patch.Merge("""{"spec":{"size":4}}"""), null, Stop.Token);
        await SeenAsync("a", 4);
        // An object after it proves that nothing else was waiting.
        await CreateAsync("b", 5);
        await SeenAsync("b", 5);

        rounds.ShouldBe([1, 2, 1]);
    }

    [Fact]
    public async Task A_deleted_object_goes_when_its_finalizer_has_been_removed()
    {
        var cleaned = new ConcurrentQueue<string?>();
        await StartAsync(async (gadget, writer, cancellationToken) =>
        {
            if (gadget.Metadata.DeletionTimestamp is null)
            {
                await writer.AddFinalizerAsync(gadget, Finalizer, cancellationToken);
                return ReconciliationResult.Done();
            }
            cleaned.Enqueue(gadget.Metadata.Uid);
            await writer.RemoveFinalizerAsync(gadget, Finalizer, cancellationToken);
            return ReconciliationResult.RequeueAfter(TimeSpan.FromMilliseconds(1));
        });
        var made = await CreateAsync("a");
        await Eventually.ShouldBeAsync(async () => (await Client.GetAsync(Gadget.Type, "a", Namespace, Stop.Token)).Metadata.Finalizers?.Contains(Finalizer) == true, "the finalizer is there");

        await Client.DeleteAsync(Gadget.Type, "a", Namespace, null, Stop.Token);

        await Eventually.ShouldBeAsync(async () => await Client.FindAsync(Gadget.Type, "a", Namespace, Stop.Token) is null, "a is gone");
        await CreateAsync("b");
        await Eventually.ShouldBeAsync(async () => (await Client.GetAsync(Gadget.Type, "b", Namespace, Stop.Token)).Metadata.Finalizers?.Count > 0, "b was reconciled");
        // Once, though it asked to be called again at once.
        cleaned.ShouldBe([made.Metadata.Uid]);
    }

    [Fact]
    public async Task A_reconcile_never_sees_a_state_older_than_its_own_last_write()
    {
        await using var proxy = new TcpProxy(Plane.ApiServerPort);
        using var lagging = new KubernetesClient(ClusterAccess.FromKubeconfig(Plane.KubeconfigFor(proxy.Port)));
        var informer = new Informer<Gadget>(lagging, Gadget.Type, new InformerOptions<Gadget> { Namespace = Namespace });
        var writer = new EntityWriter<Gadget>(Client, informer);
        var seen = new ConcurrentQueue<int?>();
        var controller = new Handler(writer, async (gadget, w, cancellationToken) =>
        {
            seen.Enqueue(gadget.Status?.Seen);
            if (gadget.Status?.Seen >= 3) return ReconciliationResult.Done();
            // The cache hears nothing while we write and ask to be called again at once.
            proxy.Freeze();
            gadget.Status = new GadgetStatus { Seen = (gadget.Status?.Seen ?? 0) + 1 };
            await w.UpdateStatusAsync(gadget, cancellationToken);
            return ReconciliationResult.RequeueAfter(TimeSpan.FromMilliseconds(1));
        });
        var runner = new ControllerRunner<Gadget>(controller, informer, writer, new ControllerOptions<Gadget>(), [], [], new ReconcileRequests<Gadget>(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        await CreateAsync("a");
        var running = Task.WhenAll(informer.RunAsync(Stop.Token), runner.RunAsync(Stop.Token));

        foreach (var round in Enumerable.Range(1, 3))
        {
            await Eventually.ShouldBeAsync(async () => (await Client.GetAsync(Gadget.Type, "a", Namespace, Stop.Token)).Status?.Seen == round, $"round {round} has written");
            await Eventually.ShouldBeAsync(() => writer.OwnWrites.Behind(Key("a")) is not null, "the cache is behind");
            writer.Freshest(Key("a"))!.Status!.Seen.ShouldBe(round);
            seen.Count.ShouldBe(round);
            proxy.Thaw();
            await Eventually.ShouldBeAsync(() => seen.Count > round, "the next round runs once the cache has seen the write");
        }

        seen.ShouldBe([null, 1, 2, 3]);
        proxy.Thaw();
        await Stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_change_to_the_object_that_a_write_returned_is_written_although_the_cache_lags()
    {
        var informer = new Informer<Gadget>(Client, Gadget.Type, new InformerOptions<Gadget> { Namespace = Namespace });
        var writer = new EntityWriter<Gadget>(Client, informer);
        // The informer does not run: the cache lags for ever.
        var gadget = await writer.AddFinalizerAsync(await CreateAsync("a"), Finalizer, Stop.Token);
        var unchanged = await writer.UpdateStatusAsync(gadget, Stop.Token);
        unchanged.ShouldBeSameAs(gadget, "nothing to write");

        gadget.Status = new GadgetStatus { Seen = 1 };
        await writer.UpdateStatusAsync(gadget, Stop.Token);

        (await Client.GetAsync(Gadget.Type, "a", Namespace, Stop.Token)).Status!.Seen.ShouldBe(1);
        writer.Freshest(Key("a"))!.Status!.Seen.ShouldBe(1);
    }

    [Fact]
    public async Task A_conflict_is_tried_again_with_the_newer_object()
    {
        var colors = new ConcurrentQueue<string?>();
        await StartAsync(async (gadget, writer, cancellationToken) =>
        {
            colors.Enqueue(gadget.Spec.Color);
            // Somebody is faster, the first time.
            if (colors.Count == 1) await Client.PatchAsync(Gadget.Type, "a", Namespace, Patch.Merge("""{"spec":{"color":"red"}}"""), null, cancellationToken);
            gadget.Status = new GadgetStatus { Note = gadget.Spec.Color ?? "none" };
            await writer.UpdateStatusAsync(gadget, cancellationToken);
            return ReconciliationResult.Done();
        });
        await CreateAsync("a");

        await Eventually.ShouldBeAsync(async () => (await Client.GetAsync(Gadget.Type, "a", Namespace, Stop.Token)).Status?.Note == "red", "the status tells of red");
        colors.First().ShouldBeNull();
    }

    [Fact]
    public async Task A_defect_in_one_reconcile_is_contained_and_counted()
    {
        var panics = 0L;
        using var meter = new MeterListener { InstrumentPublished = (i, l) => { if (i.Name == "onair_reconcile_panics_total") l.EnableMeasurementEvents(i); } };
        meter.SetMeasurementEventCallback<long>((_, n, tags, _) => { if (tags.ToArray().Contains(new("controller", Namespace))) Interlocked.Add(ref panics, n); });
        meter.Start();
        await StartAsync(async (gadget, writer, cancellationToken) =>
        {
            if (gadget.Metadata.Name == "bad" && gadget.Spec.Color is null) throw new InvalidOperationException("a defect");
            gadget.Status = new GadgetStatus { Seen = 1 };
            await writer.UpdateStatusAsync(gadget, cancellationToken);
            return ReconciliationResult.Done();
        });
        await CreateAsync("bad");
        await Eventually.ShouldBeAsync(() => Interlocked.Read(ref panics) >= 2, "the defect was hit, and again after a wait");

        await CreateAsync("good");
        await SeenAsync("good", 1);
        await Client.PatchAsync(Gadget.Type, "bad", Namespace, Patch.Merge("""{"spec":{"color":"red"}}"""), null, Stop.Token);
        await SeenAsync("bad", 1);
    }

    [Fact]
    public async Task A_change_of_another_kind_reconciles_those_who_refer_to_it()
    {
        var rounds = new ConcurrentQueue<string?>();
        await StartAsync(
            (gadget, _, _) =>
            {
                rounds.Enqueue(gadget.Metadata.Name);
                return Task.FromResult(ReconciliationResult.Done());
            },
            options =>
            {
                options.Informer.Indexes["secret"] = g => g.Spec.Color is { } name ? [name] : [];
                options.Watch(BuiltInResources.Secrets, (secret, gadgets) => gadgets.ByIndex("secret", secret.Metadata.Name!).Select(g => NamespacedName.Of(g)), o => o.Namespace = Namespace);
            });
        foreach (var name in new[] { "a", "b" })
            await Client.CreateAsync(Gadget.Type, new Gadget { Metadata = { Name = name, NamespaceProperty = Namespace }, Spec = { Color = "secret-of-" + name } }, Stop.Token);
        await Eventually.ShouldBeAsync(() => rounds.Count == 2, "both are reconciled at first");

        await Client.CreateAsync(BuiltInResources.Secrets, new V1Secret { Metadata = new() { Name = "secret-of-a", NamespaceProperty = Namespace } }, Stop.Token);

        await Eventually.ShouldBeAsync(() => rounds.Count == 3, "a is reconciled again");
        rounds.Last().ShouldBe("a");
    }

    [Fact]
    public async Task Equal_events_become_one_with_a_count()
    {
        var recorder = new EventRecorder(Client);
        var running = recorder.RunAsync(Stop.Token);
        var gadget = await CreateAsync("a");

        foreach (var _ in Enumerable.Range(0, 5)) recorder.Publish(gadget, EventType.Normal, "Started", "the gadget has started");
        await Eventually.ShouldBeAsync(async () => (await EventsAsync()).Count == 1, "there is an event");
        await Stop.CancelAsync();
        await running;

        var e = (await EventsAsync()).ShouldHaveSingleItem();
        (e.Reason, e.Type, e.Count, e.InvolvedObject.Uid).ShouldBe(("Started", "Normal", 5, gadget.Metadata.Uid));
        (await Plane.KubectlAsync("describe", "gadget", "a", "-n", Namespace)).ShouldContain("the gadget has started");

        async Task<List<Corev1Event>> EventsAsync() => await Client.ListAsync(BuiltInResources.Events, Namespace, null, CancellationToken.None).ToListAsync();
    }

    public override async Task DisposeAsync()
    {
        if (_host is not null) await _host.StopAsync();
        _host?.Dispose();
        await base.DisposeAsync();
    }

    private async Task StartAsync(Func<Gadget, EntityWriter<Gadget>, CancellationToken, Task<ReconciliationResult>> reconcile, Action<ControllerOptions<Gadget>>? configure = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddKubernetesClient(ClusterAccess.FromKubeconfig(Plane.KubeconfigPath));
        builder.Services.AddSingleton(reconcile);
        builder.Services.AddController<Handler, Gadget>(Gadget.Type, options =>
        {
            options.Name = Namespace;
            options.MaxConcurrentReconciles = 1;
            options.Informer.Namespace = Namespace;
            configure?.Invoke(options);
        });
        _host = builder.Build();
        await _host.StartAsync(Stop.Token);
        var health = _host.Services.GetRequiredService<KubernetesHealth>();
        await Eventually.ShouldBeAsync(() => health.Unready() is null, "the caches are synced");
    }

    private Task SeenAsync(string name, int seen) =>
        Eventually.ShouldBeAsync(async () => (await Client.GetAsync(Gadget.Type, name, Namespace, Stop.Token)).Status?.Seen == seen, $"{name}'s status tells {seen}");

    private sealed class Handler(EntityWriter<Gadget> writer, Func<Gadget, EntityWriter<Gadget>, CancellationToken, Task<ReconciliationResult>> reconcile) : IEntityController<Gadget>
    {
        public Task<ReconciliationResult> ReconcileAsync(Gadget entity, CancellationToken cancellationToken) => reconcile(entity, writer, cancellationToken);
    }
}
