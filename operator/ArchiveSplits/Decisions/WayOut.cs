using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.Rules;

namespace Onair.Operator.ArchiveSplits.Decisions;

/// <summary>What people can do about sections that failed. Pure.</summary>
internal static class WayOut
{
    /// <summary>Advice to retry only what another attempt can mend. The spec is immutable: what is wrong in it needs another ArchiveSplit.</summary>
    public static string Of(IReadOnlyList<SplitSectionStatus> failed)
    {
        var wrong = failed.Select(s => s.WrongField).OfType<string>().ToList();
        if (wrong.Count == 0) return $"The annotation {Annotations.Retry} retries them.";
        var another = $"Create another ArchiveSplit with {(wrong.Count == 1 ? "another value" : "other values")} of {NameList.Abbreviate(wrong)}: the spec cannot be edited.";
        return wrong.Count == failed.Count ? another : $"{another} The annotation {Annotations.Retry} retries the other failed sections.";
    }
}
