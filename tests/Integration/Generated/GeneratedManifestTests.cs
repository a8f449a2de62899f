using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Onair.Tests.Integration.Api;
using Onair.Tests.Manifests;
using Onair.Tests.Manifests.Mutations;
using Xunit.Abstractions;

namespace Onair.Tests.Integration.Generated;

/// <summary>
/// Generated manifests against a real API server: what the schema accepts is taken and filled in, what it refuses is refused by the
/// field's name. A class that puts admission in front derives from this one.
/// </summary>
[Collection(ControlPlaneCollection.Name)]
public class GeneratedManifestTests(ControlPlane cluster, ITestOutputHelper output)
{
    private const int EachKind = 600;

    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 8 };

    public static TheoryData<string> Crds => [.. Directory.GetFiles(Checkout.Crds, "*.yaml").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Crds))]
    public async Task A_manifest_that_the_schema_accepts_is_taken_and_filled_in_as_the_types_say(string file)
    {
        var (crd, generator) = await StartAsync(file);

        await ForEachAsync(Enumerable.Range(0, EachKind).Select(_ => generator.Valid()), async (http, manifest, token) =>
        {
            var (code, answer) = await http.CreateAsync(crd, manifest, token);
            if (Complaints(crd, manifest) is { Count: > 0 } fields) return Refusal(code, answer, fields);
            return code != HttpStatusCode.Created ? [$"{code}: {answer.ToJsonString()}"] : Expected.Differences(Expected.Spec(crd, manifest), answer["spec"], "spec");
        });
    }

    [Theory]
    [MemberData(nameof(Crds))]
    public async Task A_manifest_that_breaks_the_schema_is_refused_and_the_field_is_named(string file)
    {
        var (crd, generator) = await StartAsync(file);
        using var probe = new DryRun(cluster);
        var strict = await probe.ValidatesFieldsAsync();
        generator.Faults.Count.ShouldBeLessThan(EachKind, "each way to break each field has its turn");

        await ForEachAsync(Enumerable.Range(0, EachKind).Select(_ => generator.Invalid()), async (http, mutation, token) =>
        {
            var (code, answer) = await http.CreateAsync(crd, mutation.Invalid, token);
            if (mutation.Kind == MutationKind.UnknownField && !strict) return Dropped(code, answer, mutation);
            return Refusal(code, answer, [mutation.Path]);
        });
    }

    /// <summary>Returns when the server serves the kinds, and what is put in front of it is there.</summary>
    protected virtual Task PrepareAsync() => ServedCrds.EnsureAsync(cluster);

    /// <summary>The fields that what is put in front complains of, though the schema accepts them.</summary>
    protected virtual IReadOnlyList<string> Complaints(Crd crd, JsonObject manifest) => [];

    private async Task<(Crd Crd, ManifestGenerator Generator)> StartAsync(string file)
    {
        output.WriteLine(Seed.Text);
        await PrepareAsync();
        var crd = Crd.Read(Path.Combine(Checkout.Crds, file));
        return (crd, new(crd, Seed.Current));
    }

    private async Task ForEachAsync<T>(IEnumerable<T> cases, Func<DryRun, T, CancellationToken, Task<IEnumerable<string>>> test)
    {
        var (problems, tried) = (new ConcurrentQueue<string>(), 0);
        using var http = new DryRun(cluster);
        await Parallel.ForEachAsync(cases, AtOnce, async (item, token) =>
        {
            foreach (var problem in await test(http, item, token)) problems.Enqueue($"{problem}\n  {(item is JsonObject manifest ? manifest.ToJsonString() : item)}");
            Interlocked.Increment(ref tried);
        });

        tried.ShouldBe(EachKind);
        string.Join('\n', problems.Take(5)).ShouldBeEmpty($"{Seed.Text}: {problems.Count} of {EachKind}");
    }

    // The server refuses with 422, a webhook too; and says which fields.
    private static IEnumerable<string> Refusal(HttpStatusCode code, JsonNode answer, IReadOnlyList<string> fields)
    {
        if (code is not (HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest)) return [$"not refused, {code}: {answer.ToJsonString()}"];
        var causes = (answer["details"]?["causes"] as JsonArray ?? []).Select(cause => Expected.WithoutIndex((string?)cause!["field"] ?? "")).ToList();
        var message = Expected.WithoutIndex((string?)answer["message"] ?? "");
        return fields.Select(Expected.WithoutIndex).Where(field => !causes.Contains(field) && !(causes.Count == 0 && message.Contains(field, StringComparison.Ordinal)))
            .Select(field => $"{field} is not named: {answer.ToJsonString()}");
    }

    // Servers before 1.25 cannot be asked to refuse it; kubectl does before it asks them.
    private static IEnumerable<string> Dropped(HttpStatusCode code, JsonNode answer, Mutation mutation) =>
        code != HttpStatusCode.Created ? [$"{code}: {answer.ToJsonString()}"]
        : answer.ToJsonString().Contains(Fault.UnknownField, StringComparison.Ordinal) ? [$"{mutation.Path} is stored"]
        : [];
}
