using System.Text.Json;
using Onair.Api;
using Onair.Api.Common;

namespace Onair.Tests.Integration.Webhook;

/// <summary>A manifest in Git is applied again and again; what the webhook filled in must not disturb that.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class GitOpsTests(GitOpsTests.Rig rig) : IClassFixture<GitOpsTests.Rig>
{
    private static readonly string[] ClientSide = [];
    private static readonly string[] ServerSide = ["--server-side", "--field-manager=gitops"];

    public static TheoryData<bool> Ways => [false, true];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task After_an_apply_there_is_no_difference(bool serverSide)
    {
        var (name, way) = (serverSide ? "ssa" : "csa", Options(serverSide));
        var manifest = rig.Manifest(name, "{state: Running, archive: {path: 's3://bucket/{uid}/{unix}/'}}");
        (await rig.ApplyAsync(manifest, way)).Errors.ShouldBeEmpty();
        var applied = await rig.StoredAsync(name);
        applied.Spec.ProviderName.ShouldBe(rig.ProviderName("default"));
        applied.Spec.CostGuard!.MaxRunDuration.ShouldBe("8h");

        var diff = await rig.KubectlAsync(manifest, ["diff", "-f", "-", .. way]);
        (diff.ExitCode, diff.Output, diff.Errors).ShouldBe((0, "", ""));

        await rig.ApplyAsync(manifest, way);
        (await rig.StoredAsync(name)).Metadata.ResourceVersion.ShouldBe(applied.Metadata.ResourceVersion);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_dry_run_shows_what_is_filled_in_and_stores_nothing(bool serverSide)
    {
        var name = serverSide ? "dry-ssa" : "dry-csa";

        var result = await rig.ApplyAsync(rig.Manifest(name, "{}"), ["--dry-run=server", "-o", "json", .. Options(serverSide)]);

        using var shown = JsonDocument.Parse(result.Output);
        shown.RootElement.GetProperty("spec").GetProperty("providerRef").GetProperty("name").GetString().ShouldBe(rig.ProviderName("default"));
        (await rig.Client.FindAsync(OnairResources.LiveStreams, name, rig.Name)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_edit_and_back_is_where_it_began(bool serverSide)
    {
        var (name, way) = (serverSide ? "back-ssa" : "back-csa", Options(serverSide));
        var first = rig.Manifest(name, "{packaging: {segmentSeconds: 6}}");
        await rig.ApplyAsync(first, way);
        var before = await SpecAsync(name);

        await rig.ApplyAsync(rig.Manifest(name, "{state: Running, encoder: {gopSeconds: 3}, costGuard: {noInputTimeout: 15m}}"), way);
        (await SpecAsync(name)).ShouldNotBe(before);

        await rig.ApplyAsync(first, way);
        (await SpecAsync(name)).ShouldBe(before);
    }

    [Fact]
    public async Task Another_field_manager_takes_what_the_webhook_filled_in_and_keeps_it()
    {
        var manifest = rig.Manifest("shared", "{state: Running}");
        await rig.ApplyAsync(manifest, ServerSide);

        await rig.ApplyAsync(rig.Manifest("shared", "{costGuard: {maxRunDuration: 4h}}"), "--server-side", "--field-manager=finance");
        await rig.ApplyAsync(manifest, ServerSide);

        var stream = await rig.StoredAsync("shared");
        stream.Spec.CostGuard!.MaxRunDuration.ShouldBe("4h");
        stream.Spec.ProviderName.ShouldBe(rig.ProviderName("default"));
        stream.Spec.State.ShouldBe(Onair.Api.LiveStreams.StreamState.Running);
        (await OwnersOfCostGuardAsync("shared")).ShouldBe(["finance"]);
        (await rig.KubectlAsync(manifest, ["diff", "-f", "-", .. ServerSide])).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task An_accepted_manifest_stays_applicable_and_a_stop_is_always_taken()
    {
        await rig.CreateProviderAsync("changing");
        var manifest = rig.Manifest("kept", $"{{state: Running, providerRef: {{name: {rig.ProviderName("changing")}}}, distribution: {{live: true}}}}");
        await rig.ApplyAsync(manifest, ServerSide);

        await rig.PatchProviderAsync("changing", """{"spec":{"aws":{"distributionId":null}}}""");

        var warning = $"Warning: spec.distribution.live: Invalid value: \"true\": requires spec.aws.distributionId in MediaProvider \"{rig.ProviderName("changing")}\"; only a stop is carried out until it is fixed";
        (await rig.ApplyAsync(manifest, ServerSide)).Errors.Trim().ShouldBe(warning);
        (await rig.ApplyAsync(manifest.Replace("Running", "Stopped", StringComparison.Ordinal), ServerSide)).Errors.Trim().ShouldBe(warning);
        var worse = await rig.KubectlAsync(manifest.Replace("live: true}", "live: true}, archive: {path: 's3://bucket/{uid}'}", StringComparison.Ordinal), ["apply", "-f", "-", .. ServerSide]);
        worse.ExitCode.ShouldBe(1);
        worse.Errors.Trim().ShouldBe(
            $"{warning}\nThe LiveStream \"kept\" is invalid: spec.archive.path: Invalid value: \"s3://bucket/{{uid}}\": must contain {{unix}}, so that sessions do not overwrite each other");
    }

    private static string[] Options(bool serverSide) => serverSide ? ServerSide : ClientSide;

    private async Task<string> SpecAsync(string name) => await rig.Plane.KubectlAsync("get", "livestream", name, "--namespace", rig.Name, "-o", "jsonpath={.spec}");

    private async Task<IEnumerable<string>> OwnersOfCostGuardAsync(string name)
    {
        // kubectl hides managedFields by itself since 1.21, and shows them always before.
        using var json = JsonDocument.Parse(await rig.Plane.KubectlAsync("get", "--raw", $"/apis/onair.dev/v1alpha1/namespaces/{rig.Name}/livestreams/{name}"));
        return [.. json.RootElement.GetProperty("metadata").GetProperty("managedFields").EnumerateArray()
            .Where(m => m.GetProperty("fieldsV1").TryGetProperty("f:spec", out var spec) && spec.TryGetProperty("f:costGuard", out _))
            .Select(m => m.GetProperty("manager").GetString()!)];
    }

    /// <summary>With a default provider that has defaults for its streams.</summary>
    public sealed class Rig(ControlPlane plane) : WebhookRig(plane)
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            await CreateProviderAsync("default", p =>
            {
                p.Metadata.Annotations = new Dictionary<string, string> { [Annotations.IsDefaultProvider] = "true" };
                p.Spec.StreamDefaults = new() { CostGuard = new() { MaxRunDuration = "8h" } };
            });
        }
    }
}
