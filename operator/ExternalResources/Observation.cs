using Onair.Operator.Reconciliation;

namespace Onair.Operator.ExternalResources;

/// <summary>Looks at what is declared, takes note of what belongs to the owner, and changes nothing. A pure function.</summary>
internal static class Observation
{
    /// <summary>The next step until everything declared was looked at; null then.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="kinds">What is declared.</param>
    /// <param name="looks">Whether a recorded resource is looked at.</param>
    /// <param name="drift">Takes what is not as declared.</param>
    public static ReconcileStep? Next<TKind>(ExternalView<TKind> view, IEnumerable<TKind> kinds, Func<TKind, bool> looks, List<string> drift)
        where TKind : struct, Enum
    {
        foreach (var kind in kinds)
        {
            if (view.Found(kind) is not { } seen)
            {
                if (view.RecordedId(kind) is null || looks(kind)) return Adoption.Look(view, kind);
                continue;
            }
            if (!seen.Exists) drift.Add($"the {view.Title(kind)} does not exist");
            else if (!view.IsRecorded(kind, seen)) return Adoption.Take(view, kind, seen);
            drift.AddRange(seen.Differences);
        }
        return null;
    }
}
