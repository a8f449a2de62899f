using Onair.Api.Common;
using Onair.Kubernetes.Events;

namespace Onair.Events.Transitions;

/// <summary>
/// Whether work stands still until somebody changes something: the resource is stalled. So is one that a quota of the account keeps from being
/// created, because AWS does not raise a quota by itself. A pure function of the conditions.
/// </summary>
public static class Blocked
{
    /// <summary>The reason of a resource that a quota keeps from being created or changed.</summary>
    public const string Quota = "QuotaExceeded";

    /// <summary>
    /// That work stands still since this status, or that another sentence says why. EventSinks are told once for each reason. Null when it does
    /// not stand still, or did before for the same reason in the same words.
    /// </summary>
    /// <param name="before">The conditions that are stored.</param>
    /// <param name="after">The conditions that replace them.</param>
    /// <param name="type">The event of the kind, one of <see cref="EventTypes"/>.</param>
    public static Change? Between(IReadOnlyList<Condition> before, IReadOnlyList<Condition> after, string type)
    {
        var (was, now) = (Of(before), Of(after));
        if (now is null) return null;
        if (was?.Reason != now.Reason) return new(new(type) { Reason = now.Reason, Message = now.Message }, new(EventType.Warning, now.Reason, now.Message));
        // A quota's sentence has numbers that change.
        return now.Reason != Quota && now.Message != was.Message ? Change.Warning(now.Reason, now.Message) : null;
    }

    private static Condition? Of(IReadOnlyList<Condition> conditions) =>
        conditions.FirstOrDefault(c => c is { Type: ConditionTypes.Stalled, Status: ConditionStatus.True });
}
