using System.Text.RegularExpressions;
using Onair.Api;

namespace Onair.Tests.Unit.Structure;

/// <summary>The arrows between the feature folders of the operator: who may use whom. OperatorProgram.cs alone uses all.</summary>
public sealed partial class FeatureReferenceTests
{
    private static readonly string Operator = Path.Combine(Checkout.Root, "operator");

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Metrics"] = [],
        ["HlsPlaylists"] = [],
        ["Outboxes"] = [],
        ["Pods"] = [],
        ["Unreadable"] = ["Reconciliation"],
        ["ProviderAccess"] = [],
        ["AwsAccounts"] = ["Metrics", "ProviderAccess"],
        ["VideoServices"] = ["Metrics", "ProviderAccess"],
        ["MediaProviders"] = ["AwsAccounts", "Metrics", "Orphans", "ProviderAccess", "Reconciliation", "VideoServices"],
        ["WebhookCertificates"] = ["Metrics"],
        ["Archives"] = ["AwsAccounts", "HlsPlaylists", "Metrics"],
        ["EventSinks"] = ["Metrics", "Outboxes", "ProviderAccess", "Reconciliation"],
        ["Reconciliation"] = ["AwsAccounts", "Outboxes", "ProviderAccess", "VideoServices"],
        ["ExternalResources"] = ["AwsAccounts", "Metrics", "Reconciliation"],
        ["Orphans"] = ["ExternalResources", "Metrics"],
        ["ArchiveSplits"] = ["Archives", "AwsAccounts", "Metrics", "Outboxes", "Reconciliation"],
    };

    // Of a kind that is not listed above. No kind uses the folder of another.
    private static readonly string[] OfKind =
    [
        "AwsAccounts", "ExternalResources", "HlsPlaylists", "Metrics", "Orphans", "Outboxes", "Pods", "ProviderAccess", "Reconciliation",
        "VideoServices",
    ];

    static FeatureReferenceTests()
    {
        foreach (var kind in OnairResources.Kinds) Allowed.TryAdd($"{kind.Kind}s", OfKind);
    }

    public static TheoryData<string> Folders => [.. Directory.GetDirectories(Operator).Select(d => Path.GetFileName(d)).Where(d => d is not ("bin" or "obj"))];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_feature_uses_only_what_is_listed(string folder)
    {
        Allowed.ShouldContainKey(folder, $"a new folder of operator/ that is no kind has to be listed with the folders that it may use");
        var allowed = Allowed[folder];

        Directory.GetFiles(Path.Combine(Operator, folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => UsedIn(file).Except(allowed).Where(used => used != folder).Select(used => $"{Path.GetRelativePath(Operator, file)} uses {used}"))
            .ShouldBeEmpty($"{folder} may use only: {string.Join(", ", Allowed[folder])}");
    }

    [Fact]
    public void Shared_files_use_no_feature() =>
        Directory.GetFiles(Operator, "*.cs").Where(file => Path.GetFileName(file) != "OperatorProgram.cs")
            .SelectMany(file => UsedIn(file).Select(used => $"{Path.GetFileName(file)} uses {used}"))
            .ShouldBeEmpty();

    [Fact]
    public void The_list_has_no_circle()
    {
        var (known, left) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, string[]>(Allowed));
        while (left.FirstOrDefault(f => f.Value.All(known.Contains)) is { Key: { } free })
        {
            known.Add(free);
            left.Remove(free);
        }

        left.Keys.ShouldBeEmpty("these use each other");
    }

    // "using Onair.Operator.X", and "Onair.Operator.X.Y" or "Operator.X.Y" in the code.
    private static IEnumerable<string> UsedIn(string file) =>
        Reference().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value).Where(Allowed.ContainsKey).Distinct();

    [GeneratedRegex(@"\bOperator\.(\w+)")]
    private static partial Regex Reference();
}
