using System.Text.Json;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.Rules;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.LeaderElection;
using Onair.Operator;
using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.LiveStreams.Status;
using Onair.Operator.Outboxes;
using Onair.Operator.Reconciliation;
using Onair.Tests.Unit.Kubernetes;
using Onair.Tests.Unit.Operator.ExternalResources;

namespace Onair.Tests.Unit.Operator.Reconciliation;

/// <summary>The loop, with a kind that decides what the test says.</summary>
public sealed class ReconcileLoopTests : IDisposable
{
    private const string Path = "/apis/onair.dev/v1alpha1/namespaces/demo/livestreams/show";
    private const string Put = $"PUT {Path}/status?fieldManager=onair";
    private const string Patch = $"PATCH {Path}?fieldManager=onair";

    private readonly WatchedSecrets<LiveStream> _secrets = new(_ => []);
    private readonly ScriptedServer _server = new();
    private readonly FakeTime _time = new();
    private readonly Kind _kind = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Nothing_is_done_without_the_lease()
    {
        _kind.Decisions.Enqueue(new Work());
        var elector = new LeaderElector(_server.Client(_time), new() { LeaseName = "operator", Identity = "a" }, _time);

        await Should.ThrowAsync<OperationCanceledException>(() => Loop(elector).ReconcileAsync(Stored(), CancellationToken.None));

        _kind.Done.ShouldBeEmpty();
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_round_takes_one_step_after_the_other_until_it_ends()
    {
        _kind.Decisions.Enqueue(new Work());
        _kind.Decisions.Enqueue(new Work());
        _kind.Decisions.Enqueue(new Wait("Starting", "It is starting."));
        Answer(Stored());

        var result = await Loop().ReconcileAsync(Stored(), CancellationToken.None);

        _kind.Done.Count.ShouldBe(2);
        _kind.Notes.ShouldBe(["ended"]);
        result.Delay.ShouldBe(Kind.Poll);
        _server.Requests.ShouldBe([Put]);
    }

    [Fact]
    public async Task A_new_resource_costs_two_writes_and_a_round_without_a_change_none()
    {
        var unmarked = Stored();
        unmarked.Metadata.Finalizers = null;
        _kind.Decisions.Enqueue(new AddFinalizer());
        _kind.Decisions.Enqueue(new Settle());
        _kind.Decisions.Enqueue(new Settle());
        Answer(Stored());
        var settled = Stored().With(new() { Phase = nameof(Settle) });
        Answer(settled);
        var loop = Loop();

        await loop.ReconcileAsync(unmarked, CancellationToken.None);
        _server.Requests.ShouldBe([Patch, Put]);

        await loop.ReconcileAsync(settled, CancellationToken.None);
        _server.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("edited")]
    [InlineData("deleted")]
    public async Task Begins_a_new_round_at_once_when_the_resource_was_changed_meanwhile(string change)
    {
        _kind.Decisions.Enqueue(new Work());
        _kind.Acts = round =>
        {
            round.Resource = Stored();
            if (change == "edited") round.Resource.Metadata.Generation = 2;
            else round.Resource.Metadata.DeletionTimestamp = _time.GetUtcNow().UtcDateTime;
        };

        (await Loop().ReconcileAsync(Stored(), CancellationToken.None)).Delay.ShouldBe(TimeSpan.Zero);

        _kind.Recorded.ShouldBeEmpty();
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_round_that_does_not_end_says_what_it_was_about_to_do()
    {
        for (var i = 0; i <= _kind.MaxSteps; i++) _kind.Decisions.Enqueue(new Work());

        var error = await Should.ThrowAsync<InvalidOperationException>(() => Loop().ReconcileAsync(Stored(), CancellationToken.None));

        error.Message.ShouldBe("No end after 60 steps; the last decision was Work.");
    }

    [Fact]
    public async Task An_error_may_end_the_round()
    {
        _kind.Decisions.Enqueue(new Work());
        _kind.Fails = new StepError.Ends(new Stall("Rejected", "It was refused."));
        Answer(Stored());

        (await Loop().ReconcileAsync(Stored(), CancellationToken.None)).Delay.ShouldBe(Kind.Poll);

        _kind.Recorded.ShouldBe(["Stall"]);
    }

    [Fact]
    public async Task An_error_that_is_retried_is_recorded_first()
    {
        _kind.Decisions.Enqueue(new Work());
        _kind.Fails = new StepError.Retries(new Wait("Retrying", "The service is away."));
        Answer(Stored());

        await Should.ThrowAsync<TimeoutException>(() => Loop().ReconcileAsync(Stored(), CancellationToken.None));

        _kind.Recorded.ShouldBe(["Wait"]);
        _kind.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_round_may_go_on_after_an_error()
    {
        _kind.Decisions.Enqueue(new Work());
        _kind.Decisions.Enqueue(new Settle());
        _kind.Fails = new StepError.Continues();
        Answer(Stored());

        await Loop().ReconcileAsync(Stored(), CancellationToken.None);

        _kind.Recorded.ShouldBe(["Settle"]);
    }

    [Fact]
    public async Task A_finalizer_goes_after_the_last_event()
    {
        var deleted = Stored();
        deleted.Metadata.DeletionTimestamp = _time.GetUtcNow().UtcDateTime;
        _kind.Decisions.Enqueue(new RemoveFinalizer());
        Answer(deleted.With(deleted.Recorded with { Outbox = new() { ClosedAt = _time.GetUtcNow() } }));
        Answer(deleted);

        (await Loop().ReconcileAsync(deleted, CancellationToken.None)).ShouldBe(ReconciliationResult.Done());

        _server.Requests.ShouldBe([Put, Patch]);
        _kind.Notes.ShouldBe(["forgotten"]);
    }

    [Fact]
    public async Task A_finalizer_waits_for_events_that_are_not_delivered()
    {
        var deleted = Stored();
        deleted.Metadata.DeletionTimestamp = _time.GetUtcNow().UtcDateTime;
        deleted = deleted.With(deleted.Recorded with { Outbox = new() { ClosedAt = _time.GetUtcNow(), Events = [new() { Id = "uid/1/1-deleted", Source = Path, Data = "{}", Sinks = ["a/x"] }] } });
        _kind.Decisions.Enqueue(new RemoveFinalizer());
        Answer(deleted);

        var result = await Loop().ReconcileAsync(deleted, CancellationToken.None);

        result.Delay!.Value.ShouldBeInRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), "a sink that begins to fail wakes nobody");
        _kind.Recorded.ShouldBe(["Wait"]);
        _server.Requests.ShouldBe([Put]);
    }

    [Fact]
    public async Task Nothing_is_recorded_for_a_resource_without_the_finalizer()
    {
        var foreign = Stored();
        foreign.Metadata.Finalizers = null;
        _kind.Decisions.Enqueue(new Settle());

        (await Loop().ReconcileAsync(foreign, CancellationToken.None)).ShouldBe(ReconciliationResult.Done());

        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_provider_that_hangs_leaves_a_worker_to_the_others()
    {
        var hangs = new TaskCompletionSource();
        _kind.Begins = stream => stream.ProviderName == "hangs" ? hangs.Task : Task.CompletedTask;
        var loop = Loop();

        var first = loop.ReconcileAsync(Stored("hangs"), CancellationToken.None);
        var second = await loop.ReconcileAsync(Stored("hangs"), CancellationToken.None);
        _kind.Decisions.Enqueue(new Settle());
        Answer(Stored());
        var other = await loop.ReconcileAsync(Stored(), CancellationToken.None);

        second.Delay!.Value.ShouldBeInRange(TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(1.2));
        other.Delay.ShouldBe(Kind.Poll);
        _kind.Recorded.ShouldBe(["Settle"]);
        _kind.Decisions.Enqueue(new Settle());
        Answer(Stored());
        hangs.SetResult();
        (await first).Delay.ShouldBe(Kind.Poll);
    }

    [Fact]
    public async Task A_stop_starts_although_the_provider_has_no_free_slot()
    {
        var hangs = new TaskCompletionSource();
        _kind.Begins = stream => stream == _kind.MustStop ? Task.CompletedTask : hangs.Task;
        var loop = Loop();
        _ = loop.ReconcileAsync(Stored(), CancellationToken.None);
        _kind.MustStop = Stored();
        _kind.Decisions.Enqueue(new Work());
        _kind.Decisions.Enqueue(new Settle());
        Answer(Stored());

        (await loop.ReconcileAsync(_kind.MustStop, CancellationToken.None)).Delay.ShouldBe(Kind.Poll);

        _kind.Priorities.ShouldBe([CallPriority.Stop]);
        CallPriorityScope.Current.ShouldBe(CallPriority.Normal);
    }

    [Fact]
    public async Task Stops_with_the_priority_of_a_stop_in_a_round_that_began_without_one()
    {
        foreach (var step in new ReconcileStep[] { new Work(), new LiveStreamStep.Stop(Proven.Of(ResourceKind.Channel, "1"), "costGuard.maxRunDuration"), new Work(), new Settle() }) _kind.Decisions.Enqueue(step);
        Answer(Stored());

        await Loop().ReconcileAsync(Stored(), CancellationToken.None);

        _kind.Priorities.ShouldBe([CallPriority.Normal, CallPriority.Stop, CallPriority.Normal]);
    }

    [Fact]
    public async Task A_round_that_settles_ends_the_suspicion_it_began_with_and_no_later_one()
    {
        _secrets.Look("uid", "key", null, _time.GetUtcNow());
        await EndsAsync(new Wait("Provisioning", "It waits."));
        _secrets.Suspicion("uid").ShouldNotBeNull("nothing was verified");

        // It is edited while the round looks at it.
        _kind.Begins = _ => Task.FromResult(_secrets.Look("uid", "key", "2", _time.GetUtcNow()));
        await EndsAsync(new Settle());
        _secrets.Suspicion("uid").ShouldNotBeNull("it was edited after the round began");

        _kind.Begins = _ => Task.CompletedTask;
        await EndsAsync(new Settle());
        _secrets.Suspicion("uid").ShouldBeNull();

        Task EndsAsync(RoundEnd end)
        {
            _kind.Decisions.Enqueue(end);
            Answer(Stored());
            return Loop().ReconcileAsync(Stored(), CancellationToken.None);
        }
    }

    private static LiveStream Stored(string provider = "p") => new()
    {
        Metadata = new() { Name = "show", NamespaceProperty = "demo", Uid = "uid", ResourceVersion = "1", Generation = 1, Finalizers = [Annotations.Finalizer] },
        Spec = new() { ProviderRef = new() { Name = provider } },
    };

    private void Answer(LiveStream stored) => _server.Answer(JsonSerializer.Serialize(stored, OnairResources.LiveStreams.TypeInfo));

    private ReconcileLoop<LiveStream, Round> Loop(LeaderElector? elector = null)
    {
        var (client, type) = (_server.Client(_time), OnairResources.LiveStreams);
        var streams = new Informer<LiveStream>(client, type);
        var writer = new EntityWriter<LiveStream>(client, streams);
        var statuses = new StatusWriter<LiveStream>(LiveStreamOutbox.Kind, type, writer, client, new NoSinks(), _time);
        var outbox = new ResourceOutbox<LiveStream>(LiveStreamOutbox.Kind, type, streams, writer, client, new NoSinks());
        var drain = new OutboxDrain<LiveStream>(LiveStreamOutbox.Kind, statuses, outbox, new NoSinks(), new OperatorOptions(), _time);
        return new(_kind, LiveStreamOutbox.Kind, writer, statuses, drain, new EventRecorder(client, _time), new AccountHealthRegistry(_time), new(), _secrets, new OperatorOptions { MaxConcurrentReconciles = 2 }, NullLoggerFactory.Instance, elector);
    }

    private sealed record Work : ReconcileStep;

    private sealed class Round(LiveStream stream, TimeProvider time) : ReconcileRound<LiveStream>(stream, time)
    {
        protected override IReadOnlyList<Violation> Check() => [];
    }

    private sealed class Kind : ResourceReconciler<LiveStream, Round>
    {
        public static readonly TimeSpan Poll = TimeSpan.FromSeconds(7);

        public Queue<ReconcileStep> Decisions { get; } = [];

        public List<ReconcileStep> Done { get; } = [];

        public List<string> Recorded { get; } = [];

        public List<string> Notes { get; } = [];

        /// <summary>Each step fails, and this is what the error means.</summary>
        public StepError? Fails { get; set; }

        /// <summary>What a step does.</summary>
        public Action<Round> Acts { get; set; } = _ => { };

        /// <summary>What a round waits for before it begins.</summary>
        public Func<LiveStream, Task> Begins { get; set; } = _ => Task.CompletedTask;

        /// <summary>The stream whose channel has to stop.</summary>
        public LiveStream? MustStop { get; set; }

        /// <summary>The priority of each step.</summary>
        public List<CallPriority> Priorities { get; } = [];

        public override string? ProviderOf(LiveStream resource) => resource.ProviderName;

        public override CallPriority PriorityOf(LiveStream resource) => resource == MustStop ? CallPriority.Stop : CallPriority.Normal;

        public override async Task<Round> BeginAsync(LiveStream resource, CancellationToken cancellationToken)
        {
            await Begins(resource);
            return new(resource, new FakeTime());
        }

        public override ReconcileStep Decide(Round round) => Decisions.Dequeue();

        public override Task ActAsync(ReconcileStep step, Round round, CancellationToken cancellationToken)
        {
            Done.Add(step);
            Priorities.Add(CallPriorityScope.Current);
            Acts(round);
            return Fails is null ? Task.CompletedTask : Task.FromException(new TimeoutException());
        }

        public override StepError OnError(Exception error, ReconcileStep step, Round round) => Fails!;

        public override LiveStream AtEnd(RoundEnd end, Round round)
        {
            Recorded.Add(end.GetType().Name);
            return round.Resource.With(round.Resource.Recorded with { Phase = end.GetType().Name });
        }

        public override string DeletedMessage(LiveStream resource) => "Nothing is left.";

        public override TimeSpan? RequeueAfter(RoundEnd end, Round round) => Poll;

        public override void Ended(RoundEnd end, Round round) => Notes.Add("ended");

        public override void Forget(LiveStream resource) => Notes.Add("forgotten");
    }

    private sealed class NoSinks : ISinkDirectory
    {
        public Task<IReadOnlyList<string>> ForAsync(IKubernetesObject<V1ObjectMeta> resource, string type, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

        public bool Admits(string sink, string? ns) => true;

        public string? ProblemOf(string sink) => null;

        public Task AddDeadLettersAsync(string sink, IReadOnlyList<PendingEvent> events, string reason, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
