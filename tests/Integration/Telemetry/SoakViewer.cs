using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.Telemetry;

/// <summary>A viewer who reports at a steady pace, and repeats what was not accepted, as the player's script does. A load balancer chooses a replica.</summary>
internal sealed class SoakViewer(WatchedPage page, Func<Uri> replica)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The numbers that were accepted.</summary>
    public ConcurrentQueue<int> Accepted { get; } = new();

    /// <summary>How long accepted beacons took, in ms.</summary>
    public ConcurrentQueue<double> Took { get; } = new();

    /// <summary>Beacons that were not accepted, by status; 0 without an answer.</summary>
    public ConcurrentDictionary<int, int> Repeated { get; } = new();

    public string Session => page.Session;

    /// <summary>Sends beacons until the time is over.</summary>
    /// <param name="every">The time between two of them.</param>
    /// <param name="length">How long it sends.</param>
    public async Task WatchAsync(TimeSpan every, TimeSpan length)
    {
        await Task.Delay(every * Random.Shared.NextDouble());
        var begun = Stopwatch.GetTimestamp();
        for (var beacon = 0; Stopwatch.GetElapsedTime(begun) < length; beacon++)
        {
            JsonObject[] events = beacon == 0 ? [page.Event("stream_start")]
                : beacon % 25 == 0 ? [page.Event("stream_pause"), page.Event("stream_resume"), page.Figures(beacon * every.TotalSeconds, beacon * every.TotalSeconds)]
                : [page.Event("stream_quality_change", ("height", 720), ("bitrate", 2_500_000))];
            await DeliverAsync(events);
            var due = (every * (beacon + 1)) - Stopwatch.GetElapsedTime(begun);
            if (due > TimeSpan.Zero) await Task.Delay(due);
        }
    }

    private async Task DeliverAsync(JsonObject[] events)
    {
        while (true)
        {
            page.Beacon = new Uri(replica(), page.Beacon.PathAndQuery);
            var sent = Stopwatch.GetTimestamp();
            var (status, text) = await page.SendAsync(events);
            if (status == HttpStatusCode.Accepted)
            {
                Took.Enqueue(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                foreach (var taken in events) Accepted.Enqueue((int)taken["id"]!);
                return;
            }
            Repeated.AddOrUpdate((int)status, 1, (_, n) => n + 1);
            ((int)status is 0 or 429 or >= 500).ShouldBeTrue($"{status}: {text}");
            await Task.Delay(Pause);
        }
    }
}
