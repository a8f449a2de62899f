using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.Common;
using Onair.Kubernetes.Client;
using Onair.Tests.Integration.Api;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.InvalidManifests;

/// <summary>
/// The same manifests where no webhook answers: what the schema does not refuse ends in a condition that says the same, and
/// nothing reaches AWS.
/// </summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class WithoutTheWebhookTests(WithoutTheWebhookTests.Rig rig) : IClassFixture<WithoutTheWebhookTests.Rig>
{
    [Theory]
    [MemberData(nameof(InvalidManifest.All), MemberType = typeof(InvalidManifest))]
    public async Task A_bad_manifest_ends_in_a_condition_and_never_in_AWS(string name)
    {
        var manifest = await InvalidManifest.ReadAsync(name);
        var calls = rig.Proxy.Watch();

        var result = await Kubectl.RunAsync(rig.Plane, manifest.Text, "apply", "--namespace", rig.Name, "--filename", "-");

        if (manifest.Violations.Count == 0 || result.ExitCode != 0)
            InvalidManifest.Lines(result.Errors).ShouldBe(InvalidManifest.Lines(manifest.Expected), "the schema refuses");
        else
            await ConditionAsync(manifest);
        calls.Changes().ShouldBeEmpty();
    }

    private async Task ConditionAsync(InvalidManifest manifest)
    {
        Condition? stalled = null;
        await Eventually.ShouldBeAsync(
            async () => (stalled = await StalledAsync(manifest)) is { Status: ConditionStatus.True, Reason: "Invalid" },
            () => $"{manifest.Name} is Stalled because it is Invalid; it is {stalled}\n{rig.Operator.Tail()}");
        stalled!.Message.ShouldBe(string.Join("; ", manifest.Violations));
        await rig.Plane.KubectlAsync("delete", manifest.Kind, manifest.Name, "--namespace", rig.Name);
    }

    private async Task<Condition?> StalledAsync(InvalidManifest manifest)
    {
        var reading = new Reading(rig.Client, manifest.Name, rig.Name);
        OnairResources.Kinds.Single(kind => kind.Kind.Equals(manifest.Kind, StringComparison.OrdinalIgnoreCase)).Accept(reading);
        var conditions = (await reading.Read!)?["status"]?["conditions"].Deserialize<List<Condition>>(JsonSerializerOptions.Web);
        return conditions?.FirstOrDefault(c => c.Type == ConditionTypes.Stalled);
    }

    private sealed class Reading(KubernetesClient client, string name, string ns) : IKindVisitor
    {
        public Task<JsonObject?>? Read { get; private set; }

        public void Visit<T>(KindDefinition<T> kind)
            where T : class, IKubernetesObject<V1ObjectMeta> => Read = client.FindJsonAsync(kind.Type, name, kind.Type.Namespaced ? ns : null);
    }

    public sealed class Rig(ControlPlane plane) : OperatorRig(plane)
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            foreach (var (name, limits, convert, video, broadcasts, namespaces) in Providers.All)
                await CreateProviderAsync(name, aws => (aws.DistributionId, aws.MediaConvert, aws.HlsBroadcast) = (null, convert, broadcasts), limits, video, namespaces);
            await Recordings.CreateAsync(Plane, Name);
        }
    }
}
