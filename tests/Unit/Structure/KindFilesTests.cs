using System.Text.RegularExpressions;

namespace Onair.Tests.Unit.Structure;

/// <summary>
/// A kind is one definition: of the code and the chart, these files alone name a kind that others do not use. Each further file makes
/// every later kind more work. The table in CONTRIBUTING.md has the same files, and the pages of docs/ besides.
/// </summary>
public sealed partial class KindFilesTests
{
    private static readonly string[] Shared =
    [
        "lib/Api/OnairJsonContext.cs", "lib/Api/OnairResources.cs", "lib/Events/Data/EventJsonContext.cs", "lib/Events/EventKindRegistry.cs", "operator/OperatorProgram.cs",
        "webhook/WebhookApp.cs",
    ];

    private static readonly string[] Pages = ["docs/admission.md", "docs/events.md"];

    private static readonly string[] Generated = ["charts/onair/files/kinds.yaml"];

    private static readonly string[] Folders =
        ["lib", "operator", "webhook", "onair", "charts", "crds/generator", "hack", "tests/Support", "tests/Manifests", "tests/Integration/Api", "tests/Integration/Chart",
            "tests/Integration/GeneratedManifests", "tests/Integration/InvalidManifests", "tests/Integration/Webhook"];

    [Fact]
    public void These_files_alone_name_a_kind_outside_of_its_own()
    {
        var named = Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/'))
            .Where(file => !Built().IsMatch(file) && !Own().IsMatch(file) && !Users().IsMatch(file))
            .Where(file => CodeOf(file).Any(line => line.Contains("IvsChannel", StringComparison.OrdinalIgnoreCase)));

        named.ShouldBe([.. Shared, .. Generated], ignoreOrder: true);
    }

    [Fact]
    public void The_contributors_guide_names_these_files()
    {
        var guide = File.ReadAllText(Path.Combine(Checkout.Root, "CONTRIBUTING.md"));

        Shared.Concat(Pages).ShouldAllBe(file => guide.Contains($"`{file}`"));
        (Shared.Length + Pages.Length).ShouldBeLessThanOrEqualTo(8);
    }

    private static IEnumerable<string> CodeOf(string file) =>
        File.ReadLines(Path.Combine(Checkout.Root, file)).Where(line => !Comment().IsMatch(line));

    // The CRDs of the chart are links to those that are generated.
    [GeneratedRegex("(^|/)(bin|obj|files/crds)/")]
    private static partial Regex Built();

    // Folders of the kind, and its files in folders that hold one of each kind.
    [GeneratedRegex(@"/IvsChannels?[/.\w]|/ivschannel|/ChannelChanges\.cs$", RegexOptions.IgnoreCase)]
    private static partial Regex Own();

    // A Connector pushes to it, and ./dev up applies its example.
    [GeneratedRegex(@"/Connectors/|^hack/(up|down)\.sh$")]
    private static partial Regex Users();

    [GeneratedRegex(@"^\s*(//|#|\{\{/\*)")]
    private static partial Regex Comment();
}
