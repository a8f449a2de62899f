using System.Globalization;

namespace Onair.Tests.E2E.Cluster;

/// <summary>The processes of a pod of ours, seen from outside: the cluster's node is this machine, and the test is root.</summary>
/// <param name="pod">Its name, which is its host name.</param>
internal sealed class PodProcesses(string pod)
{
    /// <summary>Process 1 of the pod's container, by its id out here.</summary>
    public int Root => All().SingleOrDefault(IsRoot) is var id and not 0 ? id : throw new InvalidOperationException($"No process of pod {pod} is seen in /proc.");

    /// <summary>The ids of all processes of the machine.</summary>
    public static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
        .Select(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id != 0);

    /// <summary>The file of a process; empty when the process has ended.</summary>
    public static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/{file}"));
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>Those below process 1 whose command line has all of the words.</summary>
    public IReadOnlyList<int> Find(params string[] words) =>
        [.. ProcessTree.Children(Root).Where(id => words.All(word => ProcessTree.CommandLine(id).Contains(word, StringComparison.Ordinal)))];

    /// <summary>Kills those whose command line has all of the words, of which there is one at least.</summary>
    public void Kill(params string[] words)
    {
        var found = Find(words);
        found.ShouldNotBeEmpty(string.Join(' ', words));
        foreach (var id in found) Signals.Send(id, Signals.Kill);
    }

    /// <summary>Kills process 1, which nothing within the pod can do.</summary>
    public void KillRoot() => Signals.Send(Root, Signals.Kill);

    private bool IsRoot(int id) =>
        ProcessTree.CommandLine(id).StartsWith("/app/Onair.", StringComparison.Ordinal) && Read(id, "environ").Split('\0').Contains($"HOSTNAME={pod}");
}
