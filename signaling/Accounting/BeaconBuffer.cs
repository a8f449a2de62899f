using System.Collections.Concurrent;
using Onair.Postgres;
using Onair.Signaling.Messages;
using Onair.Signaling.State;

namespace Onair.Signaling.Accounting;

/// <summary>
/// Keeps reports until PostgreSQL has them. Reports of one interval merge, so an outage needs no more memory than its viewers, and a report that is written
/// twice counts once.
/// </summary>
internal sealed partial class BeaconBuffer(Database database, IMailbox pages, TimeProvider time, ILogger<BeaconBuffer> logger) : BackgroundService
{
    private const int Most = 200_000;
    private const int Batch = 200;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentDictionary<(string Participant, string Owner, string Interval), Beacon> _waiting = new();

    /// <summary>How many intervals wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Takes a valid report; false if too many wait.</summary>
    public bool Add(string participant, ClientMessage message, DateTimeOffset at)
    {
        var beacon = new Beacon((message.Viewing ?? message.Broadcast)!, message.Interval!, message.Seconds!.Value, message.Playing!.Value, at);
        var key = (participant, beacon.Owner, beacon.Interval);
        if (_waiting.Count >= Most && !_waiting.ContainsKey(key)) return false;
        _waiting.AddOrUpdate(key, beacon, (_, before) => before.With(beacon));
        return true;
    }

    /// <summary>Writes what waits.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var batch in _waiting.ToArray().OrderBy(w => w.Key.Owner, StringComparer.Ordinal).Chunk(Batch))
        {
            var recorded = await database.DoAsync(session => RecordAsync(session, batch), cancellationToken);
            foreach (var (waiting, interval) in batch.Zip(recorded))
            {
                // A newer report of the same interval stays.
                _waiting.TryRemove(waiting);
                if (interval is null) continue;
                pages.Deliver(waiting.Key.Participant, new("recorded") { Interval = interval.Id, Seconds = Math.Round(interval.Seconds, 3) });
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (database.IsUp) await FlushAsync(stoppingToken);
            }
            catch (DatabaseAwayException)
            {
                // They stay.
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }
            await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The last reports come while the pages leave, so they are written after the sockets are closed.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            if (database.IsUp) await FlushAsync(cancellationToken);
        }
        catch (Exception e) when (e is DatabaseAwayException or OperationCanceledException)
        {
            LogLeft(_waiting.Count);
        }
    }

    private static async Task<List<IntervalRow?>> RecordAsync(Session session, KeyValuePair<(string Participant, string Owner, string Interval), Beacon>[] batch)
    {
        var recorded = new List<IntervalRow?>();
        // In one order, so that two replicas do not wait for each other.
        foreach (var (key, beacon) in batch) recorded.Add(await Intervals.RecordAsync(session, key.Participant, beacon));
        return recorded;
    }

    [LoggerMessage(1, LogLevel.Error, "Could not write accounting")]
    private partial void LogFailed(Exception reason);

    [LoggerMessage(2, LogLevel.Warning, "Stopped while {Count} intervals waited for PostgreSQL. Pages send them again.")]
    private partial void LogLeft(int count);
}
