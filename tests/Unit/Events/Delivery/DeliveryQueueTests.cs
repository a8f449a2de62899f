using System.Collections.Concurrent;
using System.Text;
using NSubstitute;
using Onair.Api.Common;
using Onair.Events.Delivery;

namespace Onair.Tests.Unit.Events.Delivery;

/// <summary>The delivery as a program without Kubernetes uses it: sources in memory, a receiver on the loopback network.</summary>
public sealed class DeliveryQueueTests
{
    private readonly IDeliveryHost _host = Substitute.For<IDeliveryHost>();

    public DeliveryQueueTests() => _host.GetCredentialsAsync(default).ReturnsForAnyArgs(Task.FromResult(Credentials.None));

    [Fact]
    public async Task Events_of_a_source_are_sent_in_order_and_settled()
    {
        await using var receiver = await Receiver.StartAsync();
        var source = new MemorySource(25);
        using var sender = Sender(receiver);
        await using (var queue = new DeliveryQueue(10, sender.SendAsync, _host, TimeProvider.System, CancellationToken.None))
        {
            queue.Wake("table", "table", () => source);
            await source.EmptyAsync();
            while (!await queue.RemoveIdleAsync()) await Task.Delay(5);
        }

        receiver.Requests.Select(r => r.Body).ShouldBe(["1 2 3 4 5 6 7 8 9 10", "11 12 13 14 15 16 17 18 19 20", "21 22 23 24 25"]);
        source.Dead.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_source_that_fails_interrupts_its_worker_only_for_a_moment()
    {
        await using var receiver = await Receiver.StartAsync();
        var source = new MemorySource(1) { Failures = 1 };
        using var sender = Sender(receiver);
        await using var queue = new DeliveryQueue(10, sender.SendAsync, _host, TimeProvider.System, CancellationToken.None);

        queue.Wake("table", "table", () => source);

        await source.EmptyAsync();
        _host.ReceivedWithAnyArgs(1).WorkerFailed(default!);
    }

    [Fact]
    public async Task Disposal_of_the_queue_waits_for_sent_requests()
    {
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        var source = new MemorySource(2);
        var queue = new DeliveryQueue(1, HandleAsync, _host, TimeProvider.System, CancellationToken.None);
        queue.Wake("table", "table", () => source);
        await asked.Task;

        var disposed = queue.DisposeAsync();
        disposed.IsCompleted.ShouldBeFalse();
        answer.SetResult();
        await disposed;

        (await source.PendingAsync(10, default)).Select(e => e.Id).ShouldBe(["2"]);
        queue.Wake("table", "table", () => source);
        (await source.PendingAsync(10, default)).Count.ShouldBe(1);

        async Task HandleAsync(Batch batch, CancellationToken stopping)
        {
            asked.TrySetResult();
            await answer.Task;
            await batch.SettleAsync();
        }
    }

    private BatchSender Sender(Receiver receiver)
    {
        var destination = new Destination
        {
            Url = receiver.Url,
            Format = events => [new(events[0].Id, "text/plain", new Dictionary<string, string>(), Encoding.UTF8.GetBytes(string.Join(' ', events.Select(e => e.Id))))],
        };
        return new(destination, new() { AllowedCidrs = ["127.0.0.0/8"] }, _host, TimeProvider.System);
    }

    private sealed class MemorySource : IEventSource
    {
        private readonly ConcurrentDictionary<string, PendingEvent> _events = new();
        private readonly TaskCompletionSource _empty = new();

        public MemorySource(int events)
        {
            for (var i = 1; i <= events; i++) _events[$"{i}"] = new() { Id = $"{i}", Sequence = i };
        }

        public int Failures { get; set; }

        public ConcurrentQueue<string> Dead { get; } = [];

        public Task EmptyAsync() => _empty.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public ValueTask<IReadOnlyList<PendingEvent>> PendingAsync(int limit, CancellationToken cancellationToken) =>
            Failures-- > 0 ? throw new InvalidOperationException("the database is away") : new([.. _events.Values.OrderBy(e => e.Sequence).Take(limit)]);

        public Task SettleAsync(IReadOnlyList<PendingEvent> events, CancellationToken cancellationToken)
        {
            foreach (var one in events) _events.TryRemove(one.Id, out _);
            if (_events.IsEmpty) _empty.TrySetResult();
            return Task.CompletedTask;
        }

        public Task DeadLetterAsync(IReadOnlyList<PendingEvent> events, string kind, string reason, CancellationToken cancellationToken)
        {
            foreach (var one in events) Dead.Enqueue(one.Id);
            return SettleAsync(events, cancellationToken);
        }
    }
}
