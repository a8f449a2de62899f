using System.Collections.Concurrent;
using Onair.Tests.Unit.Events.Delivery;

namespace Onair.Tests.Unit.Operator.EventSinks;

/// <summary>Operators that end in the midst of it, in front of receivers that fail in turn.</summary>
public sealed class RestartTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Nothing_is_lost_and_each_resource_stays_in_order(int batchSize)
    {
        var (asked, taken) = (0, new ConcurrentQueue<string>());
        await using var receiver = await Receiver.StartAsync((request, context) =>
        {
            var turn = Interlocked.Increment(ref asked) % 5;
            if (turn == 1) context.Abort();
            // A receiver may take an event and fail to say so.
            if (turn is not (2 or 3)) foreach (var id in IdsIn(request)) taken.Enqueue(id);
            return Task.FromResult(turn switch { 2 => 500, 3 => 307, 4 => 503, _ => 200 });
        });
        await using var rig = SinkRig.Create(o => (o.BreakerFailures, o.FirstBreakSeconds) = (3, 0.01));
        rig.Cluster.Apply("hooks", new { url = receiver.Url, batchSize, retryAttempts = 50 });
        var ids = new List<string>();

        for (var round = 0; round < 5; round++)
        {
            for (var i = 0; i < 40; i++) ids.Add(rig.Outbox.Add($"show{i % 8}", "demo/hooks"));
            var before = taken.Count;
            await SinkRig.UntilAsync(() => taken.Count > before + 5);
            await rig.RestartAsync();
        }

        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        rig.Cluster.Sink("hooks").Recorded.DeadLetters.ShouldBeEmpty();
        foreach (var stream in ids.GroupBy(id => id.Split('/')[0]))
            taken.Where(id => id.StartsWith($"{stream.Key}/", StringComparison.Ordinal)).Distinct().ShouldBe(stream);
    }

    private static IEnumerable<string> IdsIn(Received request) => request.Body.StartsWith('[')
        ? System.Text.Json.Nodes.JsonNode.Parse(request.Body)!.AsArray().Select(e => (string)e!["id"]!)
        : [request.Id];
}
