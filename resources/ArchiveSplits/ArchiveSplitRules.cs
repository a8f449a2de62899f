namespace Onair.Resources.ArchiveSplits;

/// <summary>The rules of an ArchiveSplit that its schema cannot say, for the admission webhook and for the operator alike.</summary>
public static class ArchiveSplitRules
{
    /// <summary>Each rule, in the order in which violations are told.</summary>
    public static IReadOnlyList<Rule<ArchiveSplitCase>> Table { get; } =
    [
        new("spec.sections[].start", "Seconds from the session's first frame, 0 or more, or an RFC 3339 time.", SectionRules.Understood),
        new("spec.sections[].end", "After start.", SectionRules.Order),
    ];

    /// <summary>All violations at once; empty when the split may be as it is declared.</summary>
    public static IReadOnlyList<Violation> Check(ArchiveSplitCase split) => [.. Table.SelectMany(rule => rule.Broken(split))];
}
