using System.Globalization;
using Onair.Api.MediaProviders;

namespace Onair.Operator.Orphans;

/// <summary>A resource without a living owner.</summary>
/// <param name="Resource">The resource, as the last list showed it.</param>
/// <param name="Since">The first list without its owner, of those that this process has seen one after another.</param>
internal sealed record UnownedResource(ListedResource Resource, DateTimeOffset Since);

/// <summary>Which resources of a complete list are orphans. Pure functions.</summary>
internal static class DecideOrphans
{
    /// <summary>The resources of a list whose object does not exist. One that is being deleted exists.</summary>
    /// <param name="former">What the list before showed.</param>
    /// <param name="listed">The complete list.</param>
    /// <param name="began">When it was asked for.</param>
    /// <param name="living">The uids of all objects, which were read after the list.</param>
    /// <param name="scope">Which resources can be judged.</param>
    public static IReadOnlyList<UnownedResource> Unowned(
        IReadOnlyList<UnownedResource> former, IEnumerable<ListedResource> listed, DateTimeOffset began, IReadOnlySet<string> living, OrphanScope scope)
    {
        // The same resource with the tag of another object is seen for the first time.
        var since = former.ToDictionary(u => (u.Resource.Id, u.Resource.Tag.Uid), u => u.Since);
        return
        [
            .. listed.Where(r => scope.Covers(r) && !living.Contains(r.Tag.Uid)).DistinctBy(r => r.Id)
                .Select(r => new UnownedResource(r, since.GetValueOrDefault((r.Id, r.Tag.Uid), began))),
        ];
    }

    /// <summary>
    /// The orphans among them: those that lists have shown for long enough, because the cache may not know the object of a new resource yet, and
    /// those that a former process has recorded as orphans. The record is no proof, but all that follows from it is that it stays.
    /// </summary>
    /// <param name="type">The resources' type.</param>
    /// <param name="unowned">The resources without an owner.</param>
    /// <param name="recorded">The orphans in the provider's status.</param>
    /// <param name="began">When the list was asked for.</param>
    /// <param name="patience">How long lists have to show a resource.</param>
    /// <param name="currency">The currency of prices.</param>
    public static IReadOnlyList<OrphanStatus> Orphans(
        OrphanType type, IEnumerable<UnownedResource> unowned, IEnumerable<OrphanStatus> recorded, DateTimeOffset began, TimeSpan patience, string currency)
    {
        var known = recorded.Where(o => o.Type == type.Name).DistinctBy(o => (o.Id, o.Object)).ToDictionary(o => (o.Id, o.Object), o => o.Since);
        return
        [
            .. from one in unowned
               let orphan = Orphan(type, one, currency)
               let before = known.TryGetValue((orphan.Id, orphan.Object), out var since) ? since : (DateTimeOffset?)null
               where before is not null || began - one.Since >= patience
               select before < orphan.Since ? orphan with { Since = before.Value } : orphan,
        ];
    }

    private static OrphanStatus Orphan(OrphanType type, UnownedResource one, string currency) => new()
    {
        Type = type.Name,
        Id = one.Resource.Id,
        Object = one.Resource.Object ?? one.Resource.Tag.Uid,
        // The status has whole seconds.
        Since = one.Since.AddTicks(-(one.Since.UtcTicks % TimeSpan.TicksPerSecond)),
        State = one.Resource.State,
        CostPerHour = one.Resource.CostPerHour?.ToString("0.00##", CultureInfo.InvariantCulture),
        Currency = one.Resource.CostPerHour is null ? null : currency,
    };
}
