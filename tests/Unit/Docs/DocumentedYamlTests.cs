using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Tests.Manifests;
using Onair.Tests.Manifests.Mutations;
using Onair.Tests.Unit.Manifests;

namespace Onair.Tests.Unit.Docs;

/// <summary>What people copy from the documentation and from examples/ is accepted: by the schema, and by the rules of the webhook.</summary>
public sealed class DocumentedYamlTests
{
    private static readonly string[] Metadata = ["name", "namespace", "labels", "annotations"];

    // Blocks that are a part of an object, or of the values of the chart: the page, the member that they begin with, and what they are a part of.
    private static readonly Dictionary<(string Page, string First), string> Fragments = new()
    {
        [("README.md", "schedule")] = "LiveStream.spec",
        [("docs/keyserver.md", "packaging")] = "LiveStream.spec",
        [("docs/ivs-channels.md", "metadata")] = "IvsChannel",
        [("docs/aws-events.md", "spec")] = "MediaProvider",
        [("docs/install.md", "spec")] = "MediaProvider",
        [("docs/s3-broadcasts.md", "spec")] = "MediaProvider",
        [("docs/video-providers.md", "spec")] = "MediaProvider",
        [("docs/connectors.md", "connector")] = "values",
        [("docs/event-sinks.md", "events")] = "values",
        [("docs/player.md", "gateway")] = "values",
        [("docs/telemetry.md", "gateway")] = "values",
        [("docs/video-assets.md", "webhook")] = "values",
        // Rules of Prometheus.
        [("docs/install.md", "groups")] = "",
    };

    [Fact]
    public void Every_block_is_an_object_or_a_known_fragment()
    {
        DocumentedYaml.OfPages.Where(block => block.Kind is null && !block.IsForeign && !Fragments.ContainsKey(Key(block))).Select(block => $"{block}").ShouldBeEmpty();
        Fragments.Keys.Except(DocumentedYaml.OfPages.Select(Key)).ShouldBeEmpty("a fragment is gone");
    }

    [Fact]
    public void The_rules_of_every_kind_are_applied() => RuleTables.Kinds.Order(StringComparer.Ordinal).ShouldBe(OnairResources.Kinds.Select(kind => kind.Kind).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_object_of_the_documentation_is_accepted()
    {
        var objects = DocumentedYaml.OfPages.Where(block => block.Kind is not null).ToList();

        objects.SelectMany(Problems).ShouldBeEmpty();
        objects.Count.ShouldBeGreaterThan(20);
        // Each page of the reference has a small one.
        objects.Where(o => o.Page.StartsWith("docs/api/", StringComparison.Ordinal)).Select(o => o.Kind!).Order(StringComparer.Ordinal).ShouldBe(RuleTables.Kinds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_object_of_the_examples_is_accepted()
    {
        var objects = DocumentedYaml.OfExamples.Where(block => block.Kind is not null).ToList();

        objects.SelectMany(Problems).ShouldBeEmpty();
        objects.Count.ShouldBeGreaterThan(15);
    }

    [Fact]
    public void Every_fragment_has_only_fields_that_exist()
    {
        var values = YamlJson.Read(File.ReadAllText(Path.Combine(Checkout.Root, "charts", "onair", "values.yaml")));
        var fragments = DocumentedYaml.OfPages.Where(block => Fragments.ContainsKey(Key(block))).Select(block => (Block: block, Of: Fragments[Key(block)])).ToList();

        fragments.SelectMany(f => f.Of switch
        {
            "" => [],
            "values" => UnknownValues(f.Block.Yaml, values, "").Select(path => $"{f.Block}: values.yaml has no {path}"),
            _ when f.Of.EndsWith(".spec", StringComparison.Ordinal) => OfSpec(f.Block, f.Of.Split('.')[0], f.Block.Yaml),
            _ => OfMetadata(f.Block).Concat(f.Block.Yaml["spec"] is JsonObject spec ? OfSpec(f.Block, f.Of, spec) : []),
        }).ShouldBeEmpty();
        fragments.Count.ShouldBeGreaterThanOrEqualTo(Fragments.Count);
    }

    [Fact]
    public void Sites_name_only_Secrets_that_the_chart_permits()
    {
        var values = YamlJson.Read(File.ReadAllText(Path.Combine(Checkout.Root, "charts", "onair", "values.yaml")));
        var permitted = values["signaling"]!["secretNames"]!.AsArray().Select(name => (string)name!);
        var sites = DocumentedYaml.OfPages.Concat(DocumentedYaml.OfExamples).Where(block => block.Kind == "BroadcastSite").ToList();

        sites.Select(site => (string?)site.Yaml["spec"]!["auth"]?["jwt"]?["secretRef"]?["name"]).OfType<string>().Distinct().ShouldHaveSingleItem().ShouldBeOneOf([.. permitted]);
    }

    private static (string Page, string First) Key(DocumentedYaml block) => (block.Page, block.Yaml.First().Key);

    private static IEnumerable<string> Problems(DocumentedYaml block)
    {
        var schema = SchemaCheck.Check(block.Yaml["spec"], GeneratedCrds.Of(block.Kind!).Spec, "spec").Select(problem => $"{block}: {problem.Path}: {problem.Kind}")
            .Concat(OfMetadata(block)).ToList();
        return schema.Count > 0 ? schema : RuleTables.Check(block.Kind!, block.Yaml).Select(violation => $"{block}: {violation}");
    }

    private static IEnumerable<string> OfMetadata(DocumentedYaml block) =>
        block.Yaml.Select(member => member.Key).Except(["apiVersion", "kind", "metadata", "spec"])
            .Concat((block.Yaml["metadata"] as JsonObject ?? []).Select(member => member.Key).Except(Metadata)).Select(name => $"{block}: {name}: {MutationKind.UnknownField}");

    // A part may leave out what the whole needs.
    private static IEnumerable<string> OfSpec(DocumentedYaml block, string kind, JsonObject spec) =>
        SchemaCheck.Check(spec, GeneratedCrds.Of(kind).Spec, "spec").Where(problem => problem.Kind != MutationKind.MissingRequired).Select(problem => $"{block}: {problem.Path}: {problem.Kind}");

    // An empty map of the values takes anything. The members of a seccompProfile are Kubernetes's.
    private static IEnumerable<string> UnknownValues(JsonObject given, JsonObject values, string path) =>
        values.Count == 0 || path.EndsWith("seccompProfile.", StringComparison.Ordinal) ? [] : given.SelectMany(member =>
            !values.TryGetPropertyValue(member.Key, out var known) ? [$"{path}{member.Key}"]
            : member.Value is JsonObject nested && known is JsonObject below ? UnknownValues(nested, below, $"{path}{member.Key}.")
            : []);
}
