using System.Net;
using System.Text.Json.Nodes;
using Onair.Api.MediaProviders;
using Onair.Tests.Integration.Webhook;
using Onair.Tests.Manifests;
using Onair.Tests.Manifests.Mutations;
using Xunit.Abstractions;

namespace Onair.Tests.Integration.GeneratedManifests;

/// <summary>
/// Generated manifests and edits through the real webhook, whose failurePolicy is Fail: what its rules say is what is refused,
/// and nothing makes it stumble.
/// </summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class GeneratedAdmissionTests(GeneratedAdmissionTests.Rig rig, ITestOutputHelper output) : IClassFixture<GeneratedAdmissionTests.Rig>
{
    private const int EachKind = 400;
    private const int Broken = 300;
    private const int Edits = 160;

    public static TheoryData<string> Crds => GeneratedManifestTests.Crds;

    [Theory]
    [MemberData(nameof(Crds))]
    public async Task A_manifest_is_refused_for_what_the_rules_say_and_for_nothing_else(string file)
    {
        var manifests = Start(file);
        using var server = new ManifestClient(rig.Plane);
        var refused = 0;

        await Cases.EachAsync(EachKind, manifests.Valid, async (manifest, token) =>
        {
            var answer = await server.TryCreateAsync(manifests.Crd, manifest, token);
            if (answer.IsRefused) Interlocked.Increment(ref refused);
            return Unexpected(answer, manifests.Crd, manifest);
        });

        output.WriteLine($"{refused} of {EachKind} refused");
        refused.ShouldBeInRange(1, EachKind - 1, Seed.Text);
    }

    [Theory]
    [MemberData(nameof(Crds))]
    public async Task The_API_server_refuses_schema_violations_and_the_webhook_does_not_fail(string file)
    {
        var manifests = Start(file);
        using var server = new ManifestClient(rig.Plane);
        var strict = await server.ValidatesFieldsAsync();

        await Cases.EachAsync(Broken, manifests.Invalid, async (mutation, token) =>
        {
            var answer = await server.TryCreateAsync(manifests.Crd, mutation.Invalid, token);
            // Old servers drop what they do not know, and then the rules judge the rest.
            return mutation.Kind == MutationKind.UnknownField && !strict
                ? answer.Code < HttpStatusCode.InternalServerError ? [] : [$"{answer}"]
                : answer.NotARefusalOf(mutation.Path);
        });
    }

    [Theory]
    [MemberData(nameof(Crds))]
    public async Task An_edit_is_judged_by_the_rules_and_undone_at_any_time_and_what_is_stored_may_be_applied_again(string file)
    {
        var manifests = Start(file);
        using var server = new ManifestClient(rig.Plane);
        var refused = 0;

        await Cases.EachAsync(Edits, manifests.Edit, async (edit, token) =>
        {
            var problems = await ThereAndBackAsync(server, manifests.Crd, edit, () => Interlocked.Increment(ref refused), token);
            await server.DeleteAsync(manifests.Crd, edit.Before, token);
            return problems;
        });

        output.WriteLine($"{refused} of {Edits} refused");
        refused.ShouldBeInRange(1, Edits - 1, Seed.Text);
    }

    private async Task<IEnumerable<string>> ThereAndBackAsync(ManifestClient server, Crd crd, GeneratedEdit edit, Action refused, CancellationToken token)
    {
        var problems = new List<string>();
        var first = await server.CreateAsync(crd, edit.Before, token);
        Note("created", Unexpected(first, crd, edit.Before));
        if (!first.IsTaken) return problems;

        Note("edit, tried", Unexpected(await server.TryReplaceAsync(crd, edit.After, first.Version, token), crd, edit.After, edit.Before));
        var edited = await server.ReplaceAsync(crd, edit.After, first.Version, token);
        Note("edit", Unexpected(edited, crd, edit.After, edit.Before));
        if (edited.IsRefused) refused();

        var (now, stored) = edited.IsTaken ? (edit.After, edited) : (edit.Before, first);
        var again = await server.ReplaceAsync(crd, now, stored.Version, token);
        Note("applied again", Same(again, stored));
        if (!again.IsTaken) return problems;
        var back = await server.ReplaceAsync(crd, edit.Before, again.Version, token);
        Note("back", Unexpected(back, crd, edit.Before, now));
        if (back.IsTaken) Note("back and applied again", Same(await server.ReplaceAsync(crd, edit.Before, back.Version, token), back));
        return problems;

        void Note(string when, IEnumerable<string> what) => problems.AddRange(what.Select(problem => $"{when}: {problem}"));
    }

    // What is refused is refused for exactly the fields that the rules name; what is taken has what is filled in.
    private IEnumerable<string> Unexpected(Response answer, Crd crd, JsonObject manifest, JsonObject? stored = null)
    {
        var filled = rig.Oracle.Filled(manifest);
        if (rig.Oracle.Violations(filled, stored) is not { Count: > 0 } violations)
            return answer.IsTaken ? Expected.Differences(Expected.Spec(crd, filled), answer.Body["spec"], "spec") : [$"the rules accept it: {answer}"];
        var fields = violations.Select(v => v.Field).Order(StringComparer.Ordinal);
        return answer.Code == HttpStatusCode.UnprocessableEntity && answer.Fields.SequenceEqual(fields)
            ? []
            : [$"the rules say {string.Join("; ", violations)}: {answer}"];
    }

    private static IEnumerable<string> Same(Response answer, Response before) =>
        !answer.IsTaken ? [$"an unchanged manifest is refused: {answer}"]
        : JsonNode.DeepEquals(answer.Body["metadata"]!["generation"], before.Body["metadata"]!["generation"]) ? []
        : [$"an unchanged manifest changes {before.Body["spec"]!.ToJsonString()} to {answer.Body["spec"]!.ToJsonString()}"];

    private AdmittedManifests Start(string file)
    {
        output.WriteLine(Seed.Text);
        return new(Crd.Read(Path.Combine(Checkout.Crds, file)), rig, rig.Oracle);
    }

    /// <summary>With a default provider, one without spec.aws and some generated ones.</summary>
    public sealed class Rig(ControlPlane plane) : WebhookRig(plane)
    {
        private const int GeneratedProviders = 6;

        internal Oracle Oracle { get; private set; } = null!;

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            var generator = new ManifestGenerator(Crd.Read(Path.Combine(Checkout.Crds, "onair.dev_mediaproviders.yaml")), Seed.Current);
            var providers = new List<MediaProvider>
            {
                await CreateProviderAsync("default", p =>
                {
                    p.Metadata.Annotations = new Dictionary<string, string> { [Onair.Api.Common.Annotations.IsDefaultProvider] = "true" };
                    p.Spec.StreamDefaults = new() { CostGuard = new() { MaxRunDuration = "8h", NoInputTimeout = "15m" } };
                    p.Spec.Aws!.HlsBroadcast = new() { RoleArn = "arn:aws:iam::123456789012:role/encoder", Buckets = ["broadcasts"] };
                }),
                await CreateProviderAsync("videos", p => (p.Spec.Aws, p.Spec.Video) = (null, new() { CredentialsSecretRef = new() { Namespace = "default", Name = "mux" } })),
            };
            while (providers.Count < GeneratedProviders + 2)
            {
                var manifest = generator.Valid();
                if (new Oracle([]).Mend(manifest)) providers.Add(await CreateProviderAsync($"{providers.Count}", p => p.Spec = Oracle.ReadProvider(manifest).Spec));
            }

            Oracle = new(providers);
        }
    }
}
