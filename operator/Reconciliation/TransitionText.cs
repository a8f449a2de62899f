using Onair.Api.Common;

namespace Onair.Operator.Reconciliation;

/// <summary>The line of the log about a resource that stands otherwise than before. Pure.</summary>
internal static class TransitionText
{
    /// <summary>What changed: the phase, or status or reason of Ready; null if none of these did.</summary>
    public static string? Between(IResourceStatus before, IResourceStatus after)
    {
        var (was, now) = (Ready(before), Ready(after));
        if (before.Phase == after.Phase && was?.Status == now?.Status && was?.Reason == now?.Reason) return null;
        var phase = before.Phase == after.Phase ? after.Phase : $"{before.Phase ?? "new"} became {after.Phase}";
        return now is null ? phase : $"{phase}; Ready is {now.Status}, {now.Reason}: {now.Message}";
    }

    private static Condition? Ready(IResourceStatus status) => status.Conditions.FirstOrDefault(c => c.Type == ConditionTypes.Ready);
}
