using System.Text.Json;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.EventSinks;

namespace Onair.Operator.EventSinks;

/// <summary>The dead letters in the status of an EventSink. Pure functions; repeating one changes nothing.</summary>
internal static class DeadLetterList
{
    /// <summary>The most dead letters that are kept.</summary>
    public const int Limit = 100;

    /// <summary>
    /// The most that they may take together, in bytes of UTF-8 JSON as sent to the API server: etcd accepts requests of up to 1.5 MiB
    /// (https://etcd.io/docs/latest/dev-guide/limit/), and the rest of the object needs room too.
    /// </summary>
    public const int ByteLimit = 512 * 1024;

    /// <summary>Adds events that are not in the list yet.</summary>
    public static EventSinkStatus Add(EventSinkStatus status, IReadOnlyList<PendingEvent> events, string reason, DateTimeOffset now)
    {
        var known = status.DeadLetters.Select(l => l.Id).ToHashSet(StringComparer.Ordinal);
        var added = events.Where(e => known.Add(e.Id)).Select(e => new DeadLetterStatus
        {
            Id = e.Id,
            Sequence = e.Sequence,
            Type = e.Type,
            Time = e.Time,
            Source = e.Source,
            Data = e.Data,
            DeadAt = now,
            Reason = reason,
        }).ToList();
        IReadOnlyList<DeadLetterStatus> all = [.. status.DeadLetters, .. added];
        var kept = Latest(all);
        return status with
        {
            DeadLetters = kept,
            DeadTotal = (status.DeadTotal ?? 0) + added.Count,
            DeadDropped = kept.Count == all.Count ? status.DeadDropped : (status.DeadDropped ?? 0) + all.Count - kept.Count,
        };
    }

    /// <summary>Starts a replay of all, once for each value of the annotation; also for a receiver that returned 410 Gone.</summary>
    /// <param name="status">The status.</param>
    /// <param name="replay">The value of the annotation.</param>
    public static EventSinkStatus Replay(EventSinkStatus status, string replay) => status.Replay == replay ? status : status with
    {
        Replay = replay,
        GoneGeneration = null,
        DeadLetters = [.. status.DeadLetters.Select(l => l with { Replaying = true })],
    };

    /// <summary>Removes those that were delivered.</summary>
    public static EventSinkStatus Remove(EventSinkStatus status, IReadOnlySet<string> ids) =>
        status with { DeadLetters = [.. status.DeadLetters.Where(l => !ids.Contains(l.Id))] };

    /// <summary>Ends the replay of those that could not be delivered again; they stay.</summary>
    public static EventSinkStatus EndReplay(EventSinkStatus status, IReadOnlySet<string> ids, string reason) =>
        status with { DeadLetters = [.. status.DeadLetters.Select(l => ids.Contains(l.Id) ? l with { Replaying = null, Reason = reason } : l)] };

    /// <summary>Those that are being replayed, each resource's in order.</summary>
    public static IReadOnlyList<PendingEvent> Replaying(EventSinkStatus status, string sink) =>
    [
        .. status.DeadLetters.Where(l => l.Replaying == true).OrderBy(l => l.Time).ThenBy(l => l.Sequence).Select(l => new PendingEvent
        {
            Id = l.Id,
            Sequence = l.Sequence,
            Type = l.Type,
            Time = l.Time,
            Source = l.Source,
            Data = l.Data,
            Sinks = [sink],
        }),
    ];

    private static IReadOnlyList<DeadLetterStatus> Latest(IReadOnlyList<DeadLetterStatus> letters)
    {
        var (first, bytes) = (letters.Count, 0L);
        while (first > 0 && letters.Count - first < Limit && (bytes += Bytes(letters[first - 1])) <= ByteLimit) first--;
        return [.. letters.Skip(first)];
    }

    // With the comma behind it.
    private static int Bytes(DeadLetterStatus letter) => JsonSerializer.SerializeToUtf8Bytes(letter, OnairJsonContext.Default.DeadLetterStatus).Length + 1;
}
