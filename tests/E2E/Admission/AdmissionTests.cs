using System.Text.Json.Nodes;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Tests.E2E.Cluster;
using Onair.Tests.E2E.Events;

namespace Onair.Tests.E2E.Admission;

/// <summary>What the admission webhook says to people, and what holds without it.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class AdmissionTests(Environment environment)
{
    private const string Webhook = "deployment/onair-webhook";

    private static readonly string[] Wrong =
    [
        "spec.packaging.playlistWindowSeconds: Invalid value: \"12\": must be at least three segments, 18 s",
        "spec.archive.path: Invalid value: \"s3://{bucket}/{uid}\": must contain {unix}, so that sessions do not overwrite each other",
    ];

    [Fact]
    public async Task A_bad_manifest_is_refused_with_all_that_is_wrong()
    {
        var refusal = await environment.Kubectl.RefusedAsync(TestStream.Manifest("default", Bad()));

        foreach (var violation in Wrong) refusal.ShouldContain(violation);
    }

    [Fact]
    public async Task A_show_on_air_is_not_deleted_by_mistake()
    {
        await using var provider = await OwnProviderAsync();
        await using var stream = await TestStream.ApplyAsync(environment.Kubectl, Show.Spec(provider.Name, ("onAirGuard", true)));
        await using var encoder = Encoder.Start(await stream.PushUrlAsync());
        var onAir = await stream.OnAirAsync();

        (await environment.Kubectl.RefusedAsync("delete", "livestream", stream.Name, "--namespace", stream.Name)).ShouldContain(
            $"LiveStream \"{stream.Name}\" is receiving video, and spec.onAirGuard is true. "
            + "Set spec.state: Stopped to end the show, or spec.onAirGuard: false to delete it on air.");
        (await environment.Kubectl.RefusedAsync("delete", "mediaprovider", provider.Name)).ShouldContain($"{stream.Name}/{stream.Name}");
        (await stream.StatusAsync()).CurrentSessionId.ShouldBe(onAir.CurrentSessionId);

        (await stream.WarningsAsync("""{"state": "Stopped"}""")).ShouldContain("Warning: ");
        await stream.UntilAsync("it has stopped", it => it.CurrentSessionId is null, Show.InAWhile);
        await stream.DeleteAsync(Show.InAWhile);
    }

    [Fact]
    public async Task Without_the_webhook_a_bad_manifest_ends_in_a_condition_and_a_deletion_waits_for_the_end_of_the_show()
    {
        await using var guarded = await TestStream.ApplyAsync(environment.Kubectl, Show.Spec(other: ("onAirGuard", true)));
        var url = await guarded.PushUrlAsync();
        await using (Encoder.Start(url))
        {
            var onAir = await guarded.OnAirAsync();
            await ScaleAsync(0);
            try
            {
                await using var bad = await TestStream.ApplyAsync(environment.Kubectl, Bad());
                (await bad.MessageAsync(ConditionTypes.Stalled, "Invalid")).ShouldBe(string.Join("; ", Wrong));
                (await bad.StatusAsync()).Resources.ShouldBe(new StreamResources());
                (await environment.Account.ResourcesOfAsync(await bad.UidAsync(), "/out/v1/none/index.m3u8")).ShouldBeEmpty();

                await environment.Kubectl.RunAsync("delete", "livestream", guarded.Name, "--namespace", guarded.Name, "--wait=false");
                (await guarded.MessageAsync(ConditionTypes.Reconciling, "OnAir")).ShouldStartWith("Deleted when the video ends, because spec.onAirGuard is true. ");
                (await environment.Account.ChannelStateAsync(onAir.Resources.ChannelId!)).ShouldBe("RUNNING");
            }
            finally
            {
                await ScaleAsync(2);
                await UntilAskedAsync();
            }
        }

        await environment.Kubectl.RunAsync("wait", $"livestream/{guarded.Name}", "--namespace", guarded.Name, "--for=delete", "--timeout=180s");
    }

    /// <summary>A refusal names only some users of a provider, and any number of streams may use the shared one.</summary>
    private async Task<TestProvider> OwnProviderAsync()
    {
        var aws = (await environment.Kubectl.GetAsync("mediaprovider", Environment.ProviderName))["spec"]!["aws"]!.DeepClone();
        return await TestProvider.ApplyAsync(environment.Kubectl, $"e2e-{Guid.NewGuid():N}"[..12], aws);
    }

    private async Task ScaleAsync(int replicas)
    {
        await environment.Kubectl.RunAsync("scale", Webhook, "--namespace=onair-system", $"--replicas={replicas}");
        await environment.Kubectl.RunAsync("rollout", "status", Webhook, "--namespace=onair-system", "--timeout=120s");
        // A pod that ends still answers for some seconds.
        await Eventually.GetAsync(
            $"{replicas} pods of the webhook",
            async () => (await environment.Kubectl.GetAsync(
                "pods", "--namespace=onair-system", "--selector=app.kubernetes.io/component=webhook"))["items"]!.AsArray().Count,
            it => it == replicas, Show.Soon);
    }

    /// <summary>The pods are ready some time before the API server's node routes to them; until then failurePolicy Ignore lets all pass.</summary>
    private Task<string> UntilAskedAsync() =>
        Eventually.GetAsync(
            "the API server to ask the webhook again",
            () => environment.Kubectl.RefusedAsync(TestStream.Manifest("default", Bad())),
            it => it.Contains(Wrong[0]), Show.Soon);

    private static JsonObject Bad() => Show.Spec(other:
    [
        ("packaging", new JsonObject { ["segmentSeconds"] = 6, ["playlistWindowSeconds"] = 12, ["startoverWindowSeconds"] = 60 }),
        ("archive", new JsonObject { ["path"] = "s3://{bucket}/{uid}" }),
    ]);
}
