using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Onair.Emulator.State;

namespace Onair.Emulator.Mux.Webhooks;

/// <summary>The events, on disk until they are delivered and a while beyond.</summary>
internal sealed class EventQueue(FileStore files, WebhookTarget target, MuxAccount account) : IDisposable
{
    private const int Kept = 1_000;

    private readonly Table<MuxEvent> _events = new(files, "mux-events", MuxJson.Default.MuxEvent, e => e.Id);
    private readonly SemaphoreSlim _news = new(0);

    /// <summary>All, the newest first.</summary>
    public IReadOnlyList<MuxEvent> All => [.. _events.Rows.OrderByDescending(e => e.CreatedAt)];

    /// <summary>
    /// Queues an event. Requires the account's lock, and comes before the change that it reports is stored: after a crash in between, both the change
    /// and the event are repeated. So an event that happens <paramref name="once"/> in an object's life has an id derived from the object.
    /// </summary>
    public void Add(string type, string objectType, string objectId, JsonObject data, bool once = true)
    {
        var id = once ? new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{type} {objectId}")).AsSpan(0, 16)).ToString() : Guid.NewGuid().ToString();
        if (_events.TryGet(id, out _)) return;
        var deliverable = target.Current.Url.Length > 0;
        _events.Put(new MuxEvent
        {
            Id = id,
            Type = type,
            ObjectType = objectType,
            ObjectId = objectId,
            CreatedAt = account.Now,
            Data = data.Copy(),
            State = deliverable ? EventState.Pending : EventState.Unsent,
            NextAttempt = deliverable ? account.Now : null,
        });
        foreach (var old in All.Where(e => e.State != EventState.Pending).Skip(Kept)) _events.Remove(old.Id);
        Wake();
    }

    /// <summary>Queues an event for delivery (again) under the same id.</summary>
    /// <returns>Whether the event exists.</returns>
    public bool Redeliver(string id)
    {
        lock (account.Gate)
        {
            if (!_events.TryGet(id, out var row)) return false;
            _events.Put(row with { State = EventState.Pending, NextAttempt = account.Now, Tries = 0 });
        }

        Wake();
        return true;
    }

    /// <summary>Events that are due, the oldest first.</summary>
    /// <param name="next">When the next one is due; null for none.</param>
    public IReadOnlyList<MuxEvent> Due(out DateTimeOffset? next)
    {
        lock (account.Gate)
        {
            next = null;
            if (target.Current is { Suspended: true } or { Url: "" }) return [];
            var pending = _events.Rows.Where(e => e.State == EventState.Pending).OrderBy(e => e.CreatedAt).ToList();
            var now = account.Now;
            next = pending.Where(e => e.NextAttempt > now).Min(e => e.NextAttempt);
            return [.. pending.Where(e => e.NextAttempt <= now)];
        }
    }

    /// <summary>Stores the result of an attempt.</summary>
    public void Tried(string id, EventAttempt attempt)
    {
        lock (account.Gate)
        {
            if (!_events.TryGet(id, out var row)) return;
            var tries = row.Tries + 1;
            var wait = attempt.Status is >= 200 and < 300 ? null : RetrySchedule.After(tries);
            _events.Put(row with
            {
                Attempts = [.. row.Attempts, attempt],
                Tries = tries,
                State = attempt.Status is >= 200 and < 300 ? EventState.Delivered : wait is null ? EventState.Failed : EventState.Pending,
                NextAttempt = wait is { } seconds ? account.Now + account.Options.Delay(seconds) : null,
            });
        }
    }

    /// <summary>Wakes the sender.</summary>
    public void Wake()
    {
        if (_news.CurrentCount == 0) _news.Release();
    }

    /// <summary>Waits for <see cref="Wake"/>.</summary>
    public Task NewsAsync(CancellationToken cancellationToken) => _news.WaitAsync(cancellationToken);

    public void Dispose() => _news.Dispose();
}
