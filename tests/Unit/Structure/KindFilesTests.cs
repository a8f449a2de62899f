using System.Text.RegularExpressions;
using Onair.Api;

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

    private static readonly string[] Folders = ["lib", "operator", "webhook", "onair", "charts", "crds/generator"];

    // What a kind is for others: who refers to it, and the parts of the product that serve it alone. Every kind uses a MediaProvider or an
    // EventSink, which are no rows of this table.
    private static readonly Dictionary<string, string[]> Relations = new(StringComparer.Ordinal)
    {
        ["LiveStream"] =
        [
            "/Connectors/", "/ArchiveSplits/", "operator/Archives/", "webhook/MediaProviders/", "charts/onair/Chart.yaml", "charts/onair/templates/NOTES.txt",
            "charts/onair/templates/webhook/configurations.yaml", "crds/generator/Reference/ReferencePages.cs",
        ],
        ["ArchiveSplit"] = ["/VideoAssets/", "lib/Events/Data/VideoAsset"],
        ["VideoAsset"] = ["lib/VideoActions/", "operator/MediaProviders/", "webhook/Callbacks/", "lib/Events/Data/PlayerData.cs", "lib/Events/Formats/Plain/PlayerObjects.cs"],
        // Its pods have a program, an image and settings.
        ["Connector"] = ["operator/LiveStreams/", "operator/OperatorOptions.cs", "operator/Onair.Operator.csproj", "webhook/WebhookSettings.cs", "charts/onair/templates/", "charts/onair/values", "lib/Aws/"],
        ["IvsChannel"] = ["/Connectors/"],
        ["HlsBroadcast"] = ["/ArchiveSplits/", "lib/Api/MediaProviders/"],
        // The signaling service serves it.
        ["BroadcastSite"] = ["charts/onair/templates/signaling/", "lib/Events/Transitions/Transition.cs"],
    };

    public static TheoryData<string> Kinds => [.. OnairResources.Kinds.Select(k => k.Kind).Where(kind => kind is not ("MediaProvider" or "EventSink"))];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void These_files_alone_name_a_kind_outside_of_its_own(string kind)
    {
        var named = Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/'))
            .Where(file => !Built().IsMatch(file) && !IsOwn(kind, file))
            .Where(file => CodeOf(file).Any(line => line.Contains(kind, StringComparison.OrdinalIgnoreCase)))
            .Where(file => !Relations[kind].Any(related => file.Contains(related, StringComparison.Ordinal)));

        named.ShouldBe([.. Shared, .. Generated], ignoreOrder: true);
    }

    [Fact]
    public void Each_relation_exists() => Relations.SelectMany(r => r.Value.Where(related => !Folders.Any(folder => Names(folder, related, r.Key))).Select(related => $"{r.Key}: {related}")).ShouldBeEmpty();

    [Fact]
    public void The_contributors_guide_names_these_files()
    {
        var guide = File.ReadAllText(Path.Combine(Checkout.Root, "CONTRIBUTING.md"));

        Shared.Concat(Pages).ShouldAllBe(file => guide.Contains($"`{file}`"));
        (Shared.Length + Pages.Length).ShouldBeLessThanOrEqualTo(8);
    }

    private static bool Names(string folder, string related, string kind) =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/'))
            .Any(file => !Built().IsMatch(file) && file.Contains(related, StringComparison.Ordinal) && CodeOf(file).Any(line => line.Contains(kind, StringComparison.OrdinalIgnoreCase)));

    // Folders of the kind, and its files in folders that hold one of each kind.
    private static bool IsOwn(string kind, string file) =>
        Regex.IsMatch(file, $@"/{kind}s?[/.\w]|/{kind}", RegexOptions.IgnoreCase) || file.EndsWith($"/{LastWord().Match(kind).Value}Changes.cs", StringComparison.Ordinal);

    private static IEnumerable<string> CodeOf(string file) =>
        File.ReadLines(Path.Combine(Checkout.Root, file)).Where(line => !Comment().IsMatch(line));

    // The CRDs of the chart are links to those that are generated.
    [GeneratedRegex("(^|/)(bin|obj|files/crds)/")]
    private static partial Regex Built();

    [GeneratedRegex("[A-Z][a-z]+$")]
    private static partial Regex LastWord();

    [GeneratedRegex(@"^\s*(//|#|\{\{/\*)")]
    private static partial Regex Comment();
}
