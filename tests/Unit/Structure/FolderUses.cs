using System.Text.RegularExpressions;

namespace Onair.Tests.Unit.Structure;

/// <summary>
/// Which folders of a project use which, read from usings and qualified names. An unused using fails <c>./dev lint</c>, so each is a use. Files that lie
/// directly in a folder belong to no folder beside those in it: they compose these, and hold what these build on.
/// </summary>
internal static partial class FolderUses
{
    /// <summary>The circles among folders that lie side by side, at every depth, e.g. <c>operator/LiveStreams: Accounts, AwsResources</c>.</summary>
    public static IEnumerable<string> Circles(string project, IReadOnlyList<SourceFile> files)
    {
        var uses = Uses(files).ToList();
        return from parent in files.SelectMany(file => Above(file.Folder)).Distinct().Order(StringComparer.Ordinal)
               from circle in FolderCircles.Of(Between(parent, uses))
               select $"{(parent.Length == 0 ? project : $"{project}/{parent}")}: {string.Join(", ", circle)}";
    }

    private static IEnumerable<(string From, string To)> Uses(IReadOnlyList<SourceFile> files)
    {
        var declared = files.Where(file => file.Folder.Length > 0).ToList();
        var folders = declared.GroupBy(file => file.Namespace).ToDictionary(g => g.Key, g => g.First().Folder, StringComparer.Ordinal);
        var types = declared.SelectMany(file => file.Types.Select(type => (Name: (LastWord(file.Namespace), type), file.Namespace))).ToLookup(t => t.Name, t => t.Namespace);

        foreach (var file in files.Where(file => file.Folder.Length > 0))
        {
            var used = Using().Matches(file.Code).SelectMany(m => new[] { m.Groups[1].Value, m.Groups[2].Value }).Where(folders.ContainsKey);
            var named = Qualified().Matches(file.Code).SelectMany(m => types[(m.Groups[1].Value, m.Groups[2].Value)]);
            foreach (var name in used.Concat(named).Distinct()) yield return (file.Folder, folders[name]);
        }
    }

    private static string LastWord(string name) => name[(name.LastIndexOf('.') + 1)..];

    // "A/B/C" lies in "A/B", "A" and "".
    private static IEnumerable<string> Above(string folder)
    {
        while (folder.Length > 0) yield return folder = folder[..Math.Max(0, folder.LastIndexOf('/'))];
    }

    private static ILookup<string, string> Between(string parent, List<(string From, string To)> uses)
    {
        var start = parent.Length == 0 ? "" : $"{parent}/";
        string Child(string folder) => folder[start.Length..].Split('/')[0];

        return uses.Where(u => u.From.StartsWith(start, StringComparison.Ordinal) && u.To.StartsWith(start, StringComparison.Ordinal))
            .Select(u => (From: Child(u.From), To: Child(u.To))).Where(u => u.From != u.To).ToLookup(u => u.From, u => u.To);
    }

    // Of "using A.B.C;" the namespace is A.B.C, of "using static A.B.C;" and "using X = A.B.C;" it is A.B.
    [GeneratedRegex(@"^using (?:static |\w+ = )?(([\w.]+)\.\w+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    // The lookahead lets "A.B.C" match both as A.B and as B.C.
    [GeneratedRegex(@"\b(\w+)\.(?=(\w+))")]
    private static partial Regex Qualified();
}
