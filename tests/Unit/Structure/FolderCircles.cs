namespace Onair.Tests.Unit.Structure;

/// <summary>The circles of a graph: folders of which each reaches each other one.</summary>
internal static class FolderCircles
{
    public static IEnumerable<IReadOnlyList<string>> Of(ILookup<string, string> uses)
    {
        var reached = uses.ToDictionary(use => use.Key, use => Reached(use.Key, uses), StringComparer.Ordinal);
        return reached.Where(folder => folder.Value.Contains(folder.Key))
            .Select(folder => folder.Value.Where(other => reached.GetValueOrDefault(other)?.Contains(folder.Key) == true).Order(StringComparer.Ordinal).ToList())
            .DistinctBy(circle => circle[0]);
    }

    private static HashSet<string> Reached(string folder, ILookup<string, string> uses)
    {
        var (reached, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>([folder]));
        while (open.TryPop(out var next))
        {
            foreach (var used in uses[next].Where(reached.Add)) open.Push(used);
        }

        return reached;
    }
}
