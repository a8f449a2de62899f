using System.Xml.Linq;

namespace Onair.Gateway.KeyServer;

/// <summary>Which key belongs to which period. CPIX has a list of periods and rules that assign keys to them.</summary>
internal static class KeyPeriodReader
{
    /// <summary>The period of each key; 0 for all keys when the document has no periods, that is, without rotation.</summary>
    /// <exception cref="SpekeException">The assignment is missing or ambiguous.</exception>
    public static IReadOnlyDictionary<Guid, long> Of(XElement root, IReadOnlySet<Guid> kids)
    {
        var indexes = Indexes(root);
        if (indexes.Count == 0) return kids.ToDictionary(kid => kid, _ => 0L);

        var periods = new Dictionary<Guid, long>();
        foreach (var rule in Cpix.Listed(root, "ContentKeyUsageRule"))
        {
            var kid = SpekeRequest.Kid(rule);
            if (!kids.Contains(kid)) throw new SpekeException("ContentKeyUsageRule@kid", kid.ToString(), "must be the kid of a ContentKey");
            foreach (var filter in rule.Elements(Cpix.Dashif + "KeyPeriodFilter"))
            {
                var id = (string?)filter.Attribute("periodId") ?? "";
                if (!indexes.TryGetValue(id, out var index))
                    throw new SpekeException("KeyPeriodFilter@periodId", id, "must be the id of a ContentKeyPeriod");
                if (!periods.TryAdd(kid, index) && periods[kid] != index)
                    throw new SpekeException("ContentKeyUsageRule@kid", kid.ToString(), "must not be used in two periods");
            }
        }
        foreach (var kid in kids.Where(kid => !periods.ContainsKey(kid)))
            throw new SpekeException("ContentKey@kid", kid.ToString(), "must have a ContentKeyUsageRule with a KeyPeriodFilter, as there are periods");
        return periods;
    }

    private static Dictionary<string, long> Indexes(XElement root)
    {
        var indexes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var period in Cpix.Listed(root, "ContentKeyPeriod"))
        {
            var id = (string?)period.Attribute("id") ?? throw new SpekeException("ContentKeyPeriod@id", null, "is missing");
            var index = (string?)period.Attribute("index");
            if (!KeyPeriod.TryParse(index, out var number)) throw new SpekeException("ContentKeyPeriod@index", index ?? "", KeyPeriod.Rule);
            if (!indexes.TryAdd(id, number)) throw new SpekeException("ContentKeyPeriod@id", id, "must not occur twice");
        }
        return indexes;
    }
}
