using Onair.Api.Common;
using Onair.Primitives;

namespace Onair.Operator;

/// <summary>Changes a list of conditions the way <c>metav1</c> does: the time moves only with the status.</summary>
internal sealed class Conditions(IReadOnlyList<Condition> former, long? generation, DateTimeOffset now)
{
    /// <summary>What Reconciling says of a resource that is at rest.</summary>
    public const string AtRest = "No changes are in progress.";

    /// <summary>What Stalled says of a resource that needs nobody.</summary>
    public const string NeedsNobody = "No action is required.";

    /// <summary>What Stalled says of a resource that waits: for AWS, or for something that Ready names.</summary>
    public const string GoesOn = "Onair goes on by itself as soon as it can. See Ready.";

    // The schema's bound, which a thousand violations are beyond. A status that is refused would tell nothing at all.
    private const int MostText = 32_768;

    private readonly List<Condition> _all = [.. former];

    public IReadOnlyList<Condition> All => _all;

    public void Set(string type, bool holds, string reason, string message) =>
        Set(type, holds ? ConditionStatus.True : ConditionStatus.False, reason, message);

    public void Set(string type, ConditionStatus status, string reason, string message)
    {
        var index = _all.FindIndex(c => c.Type == type);
        var condition = new Condition
        {
            Type = type,
            Status = status,
            ObservedGeneration = generation,
            LastTransitionTime = index >= 0 && _all[index].Status == status ? _all[index].LastTransitionTime : now,
            Reason = reason,
            Message = Ellipsis.Cut(message, MostText),
        };
        if (index >= 0) _all[index] = condition;
        else _all.Add(condition);
    }

    public void Remove(string type) => _all.RemoveAll(c => c.Type == type);
}
