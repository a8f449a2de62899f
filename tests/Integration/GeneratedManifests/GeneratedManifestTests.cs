using Onair.Tests.Integration.Api;
using Onair.Tests.Manifests;
using Onair.Tests.Manifests.Mutations;
using Xunit.Abstractions;

namespace Onair.Tests.Integration.GeneratedManifests;

/// <summary>
/// Generated manifests against a real API server: what the schema accepts is taken and filled in, what it refuses is refused by the
/// field's name.
/// </summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class GeneratedManifestTests(ControlPlane cluster, ITestOutputHelper output)
{
    private const int EachKind = 600;

    public static TheoryData<string> Crds => [.. Directory.GetFiles(Checkout.Crds, "*.yaml").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Crds))]
    public async Task A_manifest_that_the_schema_accepts_is_taken_and_filled_in_as_the_types_say(string file)
    {
        var (crd, generator) = await StartAsync(file);
        using var server = new ManifestClient(cluster);

        await Cases.EachAsync(EachKind, generator.Valid, async (manifest, token) =>
        {
            var answer = await server.TryCreateAsync(crd, manifest, token);
            return answer.IsTaken ? Expected.Differences(Expected.Spec(crd, manifest), answer.Body["spec"], "spec") : [$"{answer}"];
        });
    }

    [Theory]
    [MemberData(nameof(Crds))]
    public async Task A_manifest_that_breaks_the_schema_is_refused_and_the_field_is_named(string file)
    {
        var (crd, generator) = await StartAsync(file);
        using var server = new ManifestClient(cluster);
        var strict = await server.ValidatesFieldsAsync();
        generator.Faults.Count.ShouldBeLessThan(EachKind, "each way to break each field has its turn");

        await Cases.EachAsync(EachKind, generator.Invalid, async (mutation, token) =>
        {
            var answer = await server.TryCreateAsync(crd, mutation.Invalid, token);
            return mutation.Kind == MutationKind.UnknownField && !strict ? NotDropped(answer, mutation) : answer.NotARefusalOf(mutation.Path);
        });
    }

    private async Task<(Crd Crd, ManifestGenerator Generator)> StartAsync(string file)
    {
        output.WriteLine(Seed.Text);
        await ServedCrds.EnsureAsync(cluster);
        var crd = Crd.Read(Path.Combine(Checkout.Crds, file));
        return (crd, new(crd, Seed.Current));
    }

    // Servers before 1.25 cannot be asked to refuse it; kubectl does before it asks them.
    private static IEnumerable<string> NotDropped(Response answer, Mutation mutation) =>
        !answer.IsTaken ? [$"{answer}"]
        : answer.Body.ToJsonString().Contains(Fault.UnknownField, StringComparison.Ordinal) ? [$"{mutation.Path} is stored"]
        : [];
}
