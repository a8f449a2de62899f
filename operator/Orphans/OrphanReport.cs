using System.Globalization;
using Onair.Api.MediaProviders;

namespace Onair.Operator.Orphans;

/// <summary>What a provider's status and Events say of its orphans. Pure functions.</summary>
internal static class OrphanReport
{
    /// <summary>The reason of the Event.</summary>
    public const string Reason = "OrphanedResource";

    /// <summary>
    /// The status with what was last listed. Of a type that this process has not listed yet, what is recorded stays. The order depends on
    /// nothing that changes by itself.
    /// </summary>
    /// <param name="before">The recorded status.</param>
    /// <param name="types">All types.</param>
    /// <param name="listed">The orphans of a type; null when it was not listed.</param>
    public static MediaProviderStatus After(MediaProviderStatus before, IEnumerable<OrphanType> types, Func<OrphanType, IReadOnlyList<OrphanStatus>?> listed)
    {
        var all = types.Select(t => (Listed: listed(t), Recorded: before.Orphans.Where(o => o.Type == t.Name))).ToList();
        if (all.TrueForAll(t => t.Listed is null)) return before;
        List<OrphanStatus> orphans =
        [
            .. all.SelectMany(t => t.Listed ?? t.Recorded).OrderByDescending(Cost).ThenBy(o => o.Since).ThenBy(o => o.Id, StringComparer.Ordinal),
        ];
        var shown = orphans.Take(OrphanStatus.Most).ToList();
        return before with { OrphanCount = orphans.Count, Orphans = shown.SequenceEqual(before.Orphans) ? before.Orphans : shown };
    }

    /// <summary>The text of the Event.</summary>
    /// <param name="orphan">The orphan.</param>
    /// <param name="type">Its type.</param>
    /// <param name="region">The region of the account.</param>
    /// <param name="cluster">The cluster's name.</param>
    public static string Event(OrphanStatus orphan, OrphanType type, string region, string cluster)
    {
        var state = orphan.State is { } known ? $" ({known})" : "";
        var commands = string.Join(", then ", type.Removal(orphan, region).Select(c => $"`{c}`"));
        List<string> sentences = [$"The {type.Title} {orphan.Id}{state} has the tags of {orphan.Object}, which does not exist."];
        if (orphan.CostPerHour is { } price) sentences.Add($"An hour of it costs at least {price} {orphan.Currency}.");
        sentences.Add($"Onair leaves it unchanged. Check that no other cluster is named \"{cluster}\". To remove the resource, run {commands}.");
        return string.Join(' ', sentences);
    }

    private static decimal Cost(OrphanStatus orphan) =>
        decimal.TryParse(orphan.CostPerHour, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cost) ? cost : 0;
}
