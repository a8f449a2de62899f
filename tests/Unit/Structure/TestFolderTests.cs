namespace Onair.Tests.Unit.Structure;

/// <summary>The tests of a folder are in the folder of the same name, below that of its project.</summary>
public sealed class TestFolderTests
{
    private static readonly Dictionary<string, string> Projects = new(StringComparer.Ordinal)
    {
        ["Api"] = "lib/Api",
        ["ConnectorPod"] = "connector",
        ["Emulator"] = "emulator",
        ["Events"] = "lib/Events",
        ["Gateway"] = "gateway",
        ["Guard"] = "lib/Guard",
        ["Hosting"] = "lib/Hosting",
        ["Kubernetes"] = "lib/Kubernetes",
        ["Operator"] = "operator",
        ["Primitives"] = "lib/Primitives",
        ["Recordings"] = "lib/Recordings",
        ["RelayPod"] = "relay",
        ["Relays"] = "lib/Relays",
        ["Signaling"] = "signaling",
        ["VideoActions"] = "lib/VideoActions",
        ["Webhook"] = "webhook",
    };

    // Files that tests read.
    private static readonly string[] Samples = ["Events/Samples"];

    private static readonly string Unit = Path.Combine(Checkout.Root, "tests", "Unit");

    [Fact]
    public void Tests_lie_as_the_folders_that_they_test() =>
        Projects.SelectMany(project => Directory.EnumerateDirectories(Path.Combine(Unit, project.Key), "*", SearchOption.AllDirectories)
                .Select(folder => Path.GetRelativePath(Unit, folder).Replace('\\', '/'))
                .Where(folder => !Directory.Exists(Path.Combine(Checkout.Root, project.Value, folder[(project.Key.Length + 1)..]))))
            .Except(Samples).ShouldBeEmpty();
}
