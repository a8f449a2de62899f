using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onair.Api;

namespace Onair.Tests.Integration.Chart;

/// <summary>What operator and webhook may do, as lists: whoever lengthens one does so knowingly.</summary>
public partial class ChartRightsTests
{
    private static readonly string[] Streams =
    [
        .. Kinds(KindScope.WatchedNamespaces),
        "batch jobs: create delete get list watch",
        " pods: create delete get list watch",
        " configmaps: get",
        "networking.k8s.io networkpolicies: create patch",
        " secrets: create delete get patch",
    ];

    private static readonly string[] Cluster =
    [
        .. Kinds(KindScope.AllNamespaces), .. Kinds(KindScope.Cluster),
        " events: create patch",
        "admissionregistration.k8s.io mutatingwebhookconfigurations [onair-webhook]: get patch",
        "admissionregistration.k8s.io validatingwebhookconfigurations [onair-webhook]: get patch",
    ];

    private static readonly string[] Own =
    [
        "coordination.k8s.io leases: create get update",
        "onair.dev eventsinks: create delete",
        " secrets [onair-webhook-ca onair-webhook-tls]: get patch",
        " secrets: create",
    ];

    [Fact]
    public async Task Watching_all_namespaces_takes_these_rights()
    {
        var objects = await ChartRenderer.RenderAsync();

        Rights(objects.Single("ClusterRole", "onair")).ShouldBe([.. Cluster, .. Streams], ignoreOrder: true);
        Rights(objects.Single("Role", "onair")).ShouldBe(Own, ignoreOrder: true);
    }

    [Fact]
    public async Task Watching_one_namespace_leaves_no_right_to_the_secrets_of_others()
    {
        var objects = await ChartRenderer.RenderAsync("--set", "watchNamespaces={studio}");

        Rights(objects.Single("ClusterRole", "onair")).ShouldBe(Cluster, ignoreOrder: true);
        var streams = objects.Single("Role", "onair-streams");
        ((string)streams["metadata"]!["namespace"]!).ShouldBe("studio");
        Rights(streams).ShouldBe(Streams, ignoreOrder: true);
        Rights(objects.Single("Role", "onair")).ShouldBe([.. Own, " secrets: create get", " secrets [downstream-token]: delete patch"], ignoreOrder: true);
    }

    [Fact]
    public async Task Without_a_webhook_it_has_no_right_to_certificates_and_configurations()
    {
        var objects = await ChartRenderer.RenderAsync("--set", "webhook.enabled=false");

        Rights(objects.Single("ClusterRole", "onair")).ShouldNotContain(r => r.Contains("admissionregistration", StringComparison.Ordinal));
        Rights(objects.Single("Role", "onair")).ShouldBe(Own[..2]);
    }

    [Fact]
    public async Task Where_cert_manager_makes_the_certificate_it_writes_the_token_and_the_paths_alone()
    {
        var objects = await ChartRenderer.RenderAsync("--set", "webhook.certManager.enabled=true");

        Rights(objects.Single("ClusterRole", "onair")).ShouldBe([.. Cluster, .. Streams], ignoreOrder: true);
        Rights(objects.Single("Role", "onair")).ShouldBe([.. Own[..2], " secrets [onair-webhook-tls]: get patch"]);
    }

    [Fact]
    public async Task The_webhook_reads_resources_and_annotates_assets_and_no_more()
    {
        var objects = await ChartRenderer.RenderAsync();

        Rights(objects.Single("ClusterRole", "onair-webhook")).ShouldBe(
            OnairResources.Kinds.Where(kind => kind.WebhookVerbs.Count > 0).Select(kind => $"onair.dev {kind.Plural}: {string.Join(' ', kind.WebhookVerbs.Order())}")
                .Append("authorization.k8s.io subjectaccessreviews: create"));
        Rights(objects.Single("ClusterRole", "onair-webhook")).Where(right => right.Contains("patch", StringComparison.Ordinal)).ShouldBe(["onair.dev videoassets: list patch watch"]);
    }

    [Fact]
    public async Task The_webhook_may_read_whatever_its_source_reads()
    {
        var rules = (await ChartRenderer.RenderAsync()).Single("ClusterRole", "onair-webhook")["rules"]!.AsArray();
        var calls = Directory.GetFiles(Path.Combine(Checkout.Root, "webhook"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Reads().Matches(File.ReadAllText(file)))
            .Select(call => (Verb: call.Groups["call"].Value == "List" ? "list" : "get", Resource: call.Groups["kind"].Value.ToLowerInvariant()))
            // The users of a provider are listed kind by kind.
            .Concat(OnairResources.Kinds.Where(kind => kind.UsesProviders).Select(kind => (Verb: "list", Resource: kind.Plural)))
            .Distinct().ToList();

        calls.Count.ShouldBeGreaterThan(5);
        calls.Where(call => !rules.Any(r => Has(r!["resources"]!, call.Resource) && Has(r["verbs"]!, call.Verb))).ShouldBeEmpty();

        static bool Has(JsonNode list, string word) => list.AsArray().Any(w => (string)w! == word);
    }

    [Theory]
    [InlineData("webhook.replicas=2", " secrets [onair-callbacks]: get")]
    [InlineData("webhook.callbacks.secretNames={mux,other}", " secrets [mux other]: get")]
    [InlineData("emulator.enabled=true", " secrets [onair-callbacks onair-emulator-mux]: get")]
    [InlineData("webhook.callbacks.secretNames={}", null)]
    public async Task The_webhook_reads_the_Secrets_of_callbacks_by_name_and_in_its_own_namespace(string setting, string? right)
    {
        var objects = await ChartRenderer.RenderAsync("--set", setting);

        if (right is null)
        {
            objects.ShouldNotContain(o => o.Kind() == "Role" && o.Name() == "onair-webhook");
            return;
        }
        var role = objects.Single("Role", "onair-webhook");
        ((string)role["metadata"]!["namespace"]!).ShouldBe("media");
        Rights(role).ShouldBe([right]);
    }

    [Fact]
    public async Task Every_role_is_bound_to_its_program_alone()
    {
        var bindings = (await ChartRenderer.RenderAsync("--set", "watchNamespaces={studio}"))
            .Where(o => o.Kind().EndsWith("Binding", StringComparison.Ordinal)).ToList();

        bindings.Count.ShouldBe(5);
        foreach (var binding in bindings)
        {
            ((string)binding["roleRef"]!["name"]!).ShouldBe(binding.Name());
            var subject = binding["subjects"]!.AsArray().ShouldHaveSingleItem()!;
            $"{subject["kind"]} {subject["namespace"]}/{subject["name"]}".ShouldBe($"ServiceAccount media/{(binding.Name() == "onair-webhook" ? "onair-webhook" : "onair")}");
        }
    }

    private static IEnumerable<string> Kinds(KindScope scope) => OnairResources.Kinds.Where(kind => kind.Scope == scope)
        .SelectMany(kind => new[] { $"onair.dev {kind.Plural}: get list patch watch", $"onair.dev {kind.Plural}/status: patch update" });

    // client.FindAsync(OnairResources.LiveStreams, …
    [GeneratedRegex(@"\.(?<call>Find|Get|List)Async\(OnairResources\.(?<kind>\w+)")]
    private static partial Regex Reads();

    private static IEnumerable<string> Rights(JsonNode role) =>
        from rule in role["rules"]!.AsArray()
        from resource in rule!["resources"]!.AsArray()
        let names = rule["resourceNames"] is { } n ? $" [{Words(n)}]" : ""
        select $"{rule["apiGroups"]![0]} {resource}{names}: {Words(rule["verbs"]!)}";

    private static string Words(JsonNode list) => string.Join(' ', list.AsArray().Select(v => (string)v!).Order());
}
