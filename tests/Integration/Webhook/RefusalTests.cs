using Onair.Api.Common;

namespace Onair.Tests.Integration.Webhook;

/// <summary>What people read who write something that cannot be.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class RefusalTests(WebhookRig rig) : IClassFixture<WebhookRig>
{
    [Theory]
    [InlineData("apply", "-f", "-")]
    [InlineData("apply", "--dry-run=server", "-f", "-")]
    [InlineData("apply", "--server-side", "-f", "-")]
    [InlineData("create", "-f", "-")]
    public async Task All_that_is_wrong_is_told_at_once_and_once(params string[] command)
    {
        var manifest = rig.Manifest("bad", "{providerRef: {name: later}, archive: {path: 's3://bucket/{uid}'}, costGuard: {maxRunDuration: 0s}}");

        var result = await rig.KubectlAsync(manifest, command);

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldBeEmpty();
        result.Errors.Trim().ShouldBe("""
            Warning: spec.providerRef.name: Not found: "later": the LiveStream waits until a MediaProvider with that name exists
            The LiveStream "bad" is invalid: 
            * spec.archive.path: Invalid value: "s3://bucket/{uid}": must contain {unix}, so that sessions do not overwrite each other
            * spec.costGuard.maxRunDuration: Invalid value: "0s": must be longer than zero
            """);
    }

    [Fact]
    public async Task An_edit_that_breaks_a_rule_is_refused_and_changes_nothing()
    {
        await rig.CreateProviderAsync("limits", p => p.Spec.StreamLimits = new() { MaxHeight = 720 });
        var provider = rig.ProviderName("limits");
        await rig.ApplyAsync(rig.Manifest("edited", $"{{providerRef: {{name: {provider}}}}}"));

        var result = await rig.KubectlAsync(
            rig.Manifest("edited", $"{{providerRef: {{name: {provider}}}, encoder: {{renditions: [{{width: 1920, height: 1080, bitrate: 5000000}}]}}}}"), "apply", "-f", "-");

        result.ExitCode.ShouldBe(1);
        result.Errors.Trim().ShouldEndWith(
            $"spec.encoder.renditions[0].height: Invalid value: \"1080\": must be at most 720, spec.streamLimits.maxHeight of MediaProvider \"{provider}\"");
        (await rig.StoredAsync("edited")).Spec.Encoder.Renditions[0].Height.ShouldBe(720);
    }

    [Fact]
    public async Task Without_a_default_a_stream_has_to_name_its_provider()
    {
        var result = await rig.KubectlAsync(rig.Manifest("nobodys", "{}"), "apply", "-f", "-");

        result.Errors.Trim().ShouldEndWith(
            "spec.providerRef: Required value: names a MediaProvider; none has the annotation onair.dev/is-default-provider: \"true\", which would make it the default");

        await rig.CreateProviderAsync("blue", p => p.Metadata.Annotations = new Dictionary<string, string> { [Annotations.IsDefaultProvider] = "true" });
        await rig.CreateProviderAsync("green", p => p.Metadata.Annotations = new Dictionary<string, string> { [Annotations.IsDefaultProvider] = "true" });
        try
        {
            (await rig.KubectlAsync(rig.Manifest("nobodys", "{}"), "apply", "-f", "-")).Errors.Trim().ShouldEndWith(
                $"more than one has the annotation onair.dev/is-default-provider: \"true\" ({rig.ProviderName("blue")}, {rig.ProviderName("green")}), so none is filled in");
        }
        finally
        {
            await rig.Plane.KubectlAsync("delete", "mediaprovider", rig.ProviderName("blue"), rig.ProviderName("green"));
        }
    }

    [Fact]
    public async Task A_provider_is_judged_as_well()
    {
        var manifest = $$"""
            apiVersion: onair.dev/v1alpha1
            kind: MediaProvider
            metadata:
              name: {{rig.ProviderName("wrong")}}
              labels:
                {{WebhookRig.Label}}: {{rig.Name}}
            spec:
              aws:
                region: us-east-1
                mediaLiveRoleArn: arn:aws:iam::000000000000:role/m
                archiveBucket: archive
                rateLimit: {requestsPerSecond: 20}
              streamLimits: {maxRunDuration: 4h}
              streamDefaults:
                costGuard: {maxRunDuration: 8h}
            """;

        var result = await rig.KubectlAsync(manifest, "apply", "-f", "-");

        result.Errors.ShouldContain("Warning: spec.aws.rateLimit: 20 requests a second with a burst of 30 is more than MediaLive's API allows");
        result.Errors.Trim().ShouldEndWith("spec.streamDefaults.costGuard.maxRunDuration: Invalid value: \"8h\": must be at most spec.streamLimits.maxRunDuration, 4h");
    }

    [Fact]
    public async Task The_schema_alone_reports_a_schema_violation()
    {
        var result = await rig.KubectlAsync(rig.Manifest("shapeless", "{providerRef: 7, encoder: {gopSeconds: -1}}"), "apply", "--validate=false", "-f", "-");

        result.ExitCode.ShouldBe(1);
        result.Errors.ShouldContain("spec.providerRef");
        result.Errors.ShouldNotContain("admission webhook");
    }
}
