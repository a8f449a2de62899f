using System.Text.Json.Nodes;
using Onair.Tests.Manifests;
using Onair.Tests.Manifests.Mutations;

namespace Onair.Tests.Unit.Manifests;

/// <summary>That what is generated is what it says it is, and that nothing of the schemas is left out.</summary>
public sealed class ManifestGeneratorTests
{
    private const int Many = 1000;

    public static TheoryData<string> Kinds => GeneratedCrds.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_same_seed_gives_the_same_manifests(string kind)
    {
        static string[] Of(ManifestGenerator generator) =>
            [.. Enumerable.Range(0, 50).SelectMany(_ => new[] { generator.Valid().ToJsonString(), generator.Invalid().ToString(), generator.Edit().ToString() })];

        var crd = GeneratedCrds.Of(kind);
        Of(new(crd, 7)).ShouldBe(Of(new(crd, 7)));
        Of(new(crd, 7)).ShouldNotBe(Of(new(crd, 8)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Valid_manifests_keep_the_schema(string kind)
    {
        var (crd, generator) = Start(kind);
        for (var i = 0; i < Many / 2; i++)
        {
            var manifest = generator.Valid();
            SchemaCheck.Check(manifest["spec"], crd.Spec, "spec").ShouldBeEmpty($"{Seed.Text}: {manifest.ToJsonString()}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Invalid_manifests_break_the_schema_in_the_one_way_they_name(string kind)
    {
        var (crd, generator) = Start(kind);
        for (var i = 0; i < 2 * generator.Faults.Count; i++)
        {
            var mutation = generator.Invalid();
            SchemaCheck.Check(mutation.Invalid["spec"], crd.Spec, "spec").ShouldBe([(mutation.Kind, mutation.Path)], $"{Seed.Text}: {mutation}");
            SchemaCheck.Check(mutation.Valid["spec"], crd.Spec, "spec").ShouldBeEmpty($"{Seed.Text}: {mutation}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Edits_lead_from_one_valid_manifest_to_another_and_name_what_differs(string kind)
    {
        var (crd, generator) = Start(kind);
        for (var i = 0; i < Many / 5; i++)
        {
            var edit = generator.Edit();
            edit.Paths.Count.ShouldBeInRange(1, 3);
            SchemaCheck.Check(edit.After["spec"], crd.Spec, "spec").ShouldBeEmpty($"{Seed.Text}: {edit}");
            Differences(edit.Before["spec"], edit.After["spec"], "spec")
                .ShouldAllBe(path => edit.Paths.Select(Plain).Any(edited => Plain(path).StartsWith(edited, StringComparison.Ordinal) || edited.StartsWith(Plain(path), StringComparison.Ordinal)), $"{Seed.Text}: {edit}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_field_comes_and_stays_away_and_every_word_and_bound_comes(string kind)
    {
        var (crd, generator) = Start(kind);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Many; i++) Coverage.Add(generator.Valid()["spec"], crd.Spec, "spec", seen);

        Coverage.Expected(crd).Except(seen).ShouldBeEmpty(Seed.Text);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_way_to_break_every_field_has_its_turn(string kind)
    {
        var (crd, generator) = Start(kind);
        var broken = Enumerable.Range(0, generator.Faults.Count).Select(_ => generator.Invalid()).Select(m => (m.Kind, Coverage.SchemaPath(m.Path))).ToHashSet();

        broken.ShouldBe(Fault.All(crd).Select(f => (f.Kind, f.Kind == MutationKind.UnknownField ? $"{f.Node.Path}.{Fault.UnknownField}" : f.Node.Path)), ignoreOrder: true);
    }

    [Fact]
    public void Every_kind_of_mutation_but_that_of_no_schema_comes() =>
        GeneratedCrds.All.SelectMany(Fault.All).Select(fault => fault.Kind).Distinct()
            .ShouldBe(Enum.GetValues<MutationKind>(), ignoreOrder: true);

    private static (Crd Crd, ManifestGenerator Generator) Start(string kind) =>
        (GeneratedCrds.Of(kind), new ManifestGenerator(GeneratedCrds.Of(kind), Seed.Current));

    // An index, a key of a map and a member are one step each.
    private static string Plain(string path) => path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);

    private static IEnumerable<string> Differences(JsonNode? before, JsonNode? after, string path)
    {
        if (JsonNode.DeepEquals(before, after)) return [];
        return (before, after) switch
        {
            (JsonObject a, JsonObject b) => a.Select(p => p.Key).Union(b.Select(p => p.Key)).SelectMany(key => Differences(a[key], b[key], $"{path}.{key}")),
            (JsonArray a, JsonArray b) when a.Count == b.Count => Enumerable.Range(0, a.Count).SelectMany(i => Differences(a[i], b[i], $"{path}[{i}]")),
            _ => [path],
        };
    }
}
