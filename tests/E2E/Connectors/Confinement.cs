using System.Globalization;
using Onair.Tests.E2E.Cluster;

namespace Onair.Tests.E2E.Connectors;

/// <summary>How a connector's pod is held, by what the kernel says of its processes.</summary>
internal static class Confinement
{
    /// <summary>No root, no capabilities, no new privileges, nothing to write on; a filter or a namespace of its own for what runs a page.</summary>
    /// <returns>What was found, for people.</returns>
    public static string Check(PodProcesses pod)
    {
        var (root, renderers) = (pod.Root, pod.Find("--type=renderer"));
        renderers.ShouldNotBeEmpty();
        foreach (var id in renderers.Prepend(root))
        {
            Field(id, "Uid").Split('\t').ShouldNotContain("0", "nobody is root");
            Field(id, "NoNewPrivs").ShouldBe("1");
        }

        Convert.ToInt64(Field(root, "CapEff"), 16).ShouldBe(0);
        RootMount(root).ShouldContain("ro");
        foreach (var id in renderers) (Field(id, "Seccomp") == "2" || Space(id) != Space(root)).ShouldBeTrue("a renderer is confined");
        var sandboxed = renderers.All(id => Space(id) != Space(root));
        return $"user {Field(root, "Uid").Split('\t')[0]}, root file system {string.Join(',', RootMount(root))}; process 1 has {Filters(root)}, "
            + $"{renderers.Count} renderers have {Filters(renderers[0])} in {(sandboxed ? "a user namespace of their own" : "the pod's user namespace")}";
    }

    private static string Filters(int id) => $"Seccomp {Field(id, "Seccomp")} with {Field(id, "Seccomp_filters")} filters";

    /// <summary>A field of <c>/proc/PID/status</c>.</summary>
    private static string Field(int id, string name) =>
        PodProcesses.Read(id, "status").Split('\n').FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.Ordinal))?[(name.Length + 1)..].Trim() ?? "";

    private static string? Space(int id) => new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/ns/user")).LinkTarget;

    // Of mountinfo (proc(5)), the fifth field is where it is mounted, the sixth how.
    private static string[] RootMount(int id) =>
        PodProcesses.Read(id, "mountinfo").Split('\n').Select(line => line.Split(' ')).Last(fields => fields.Length > 5 && fields[4] == "/")[5].Split(',');
}
