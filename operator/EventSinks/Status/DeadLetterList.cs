using Onair.Api.Common;
using Onair.Api.EventSinks;

namespace Onair.Operator.EventSinks.Status;

/// <summary>Changes of the dead letters of an EventSink. Pure functions, which may be repeated.</summary>
internal static class DeadLetterList
{
    /// <summary>How many are kept.</summary>
    public const int Most = 100;

    // An object of the API server has at most 1.5 MB; each character may take more than one byte.
    private const int MostCharacters = 500_000;

    /// <summary>Adds events, or, to those that are there, why they were not taken again.</summary>
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
        return status with { DeadLetters = Latest([.. status.DeadLetters, .. added]), DeadTotal = (status.DeadTotal ?? 0) + added.Count };
    }

    /// <summary>All are to be sent again, by the wish of somebody who set the annotation to <paramref name="replay"/>; a receiver that was gone gets them too.</summary>
    public static EventSinkStatus Replay(EventSinkStatus status, string replay) => status.Replay == replay ? status : status with
    {
        Replay = replay,
        GoneGeneration = null,
        DeadLetters = [.. status.DeadLetters.Select(l => l with { Replaying = true })],
    };

    /// <summary>Some were taken.</summary>
    public static EventSinkStatus Taken(EventSinkStatus status, IReadOnlySet<string> ids) =>
        status with { DeadLetters = [.. status.DeadLetters.Where(l => !ids.Contains(l.Id))] };

    /// <summary>Some were not taken again, and stay.</summary>
    public static EventSinkStatus Refused(EventSinkStatus status, IReadOnlySet<string> ids, string reason) =>
        status with { DeadLetters = [.. status.DeadLetters.Select(l => ids.Contains(l.Id) ? l with { Replaying = null, Reason = reason } : l)] };

    /// <summary>What is being sent again, each resource's in order.</summary>
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
        var (first, characters) = (letters.Count, 0);
        while (first > 0 && letters.Count - first < Most && (characters += letters[first - 1].Data.Length) <= MostCharacters) first--;
        return [.. letters.Skip(first)];
    }
}
