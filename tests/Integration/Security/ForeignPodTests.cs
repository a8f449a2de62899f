using System.Globalization;
using k8s;
using k8s.Models;
using Onair.Api.Connectors;
using Onair.Tests.Integration.Connectors;

namespace Onair.Tests.Integration.Security;

/// <summary>A pod of somebody else's under the name of a Connector's pod.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class ForeignPodTests(ConnectorRig rig) : IClassFixture<ConnectorRig>
{
    [Fact]
    public async Task A_foreign_pod_under_the_name_of_a_Connectors_pod_is_not_asked_and_gets_no_plan()
    {
        var target = await rig.ServiceAsync("taken");
        await rig.CreateAsync("taken", spec => spec.Target = target);
        var connector = await rig.OnAirAsync("taken");
        var own = (await rig.PodsAsync(connector)).ShouldHaveSingleItem();
        var foreign = new V1Pod
        {
            // The next attempt's, with all that can be copied.
            Metadata = new() { Name = NextName(own), Labels = own.Metadata.Labels },
            Spec = new() { Containers = [new() { Name = "connector", Image = "foreign" }] },
        };
        await rig.Kubernetes.CoreV1.CreateNamespacedPodAsync(foreign, rig.Name);
        var asked = 0;
        rig.Kubelet.Report = name =>
        {
            if (name == foreign.Metadata.Name) asked++;
            return FakeKubelet.Pushing();
        };

        // A pod that was deleted may come again under its own name. After one that failed comes the next.
        await rig.Kubernetes.CoreV1.PatchNamespacedPodStatusAsync(KubernetesCalls.Merge("""{"status":{"phase":"Failed"}}"""), own.Metadata.Name, rig.Name);

        var stalled = await rig.WaitingAsync("taken", "PodNameTaken");
        stalled.Recorded.Conditions.Single(c => c.Type == "Stalled").Message.ShouldBe(
            $"Pod \"{foreign.Metadata.Name}\" exists and belongs to something else. Delete it, and Onair creates the Connector's own.");
        stalled.Is(ConnectorConditions.OnAir).ShouldBeFalse();
        (await rig.Kubernetes.CoreV1.ReadNamespacedSecretAsync(foreign.Metadata.Name, rig.Name).OrNullAsync()).ShouldBeNull();
        asked.ShouldBe(0);
        await rig.Kubernetes.CoreV1.ReadNamespacedPodAsync(foreign.Metadata.Name, rig.Name);

        await rig.Kubernetes.CoreV1.DeleteNamespacedPodAsync(foreign.Metadata.Name, rig.Name, gracePeriodSeconds: 0);
        await rig.OnAirAsync("taken");
        await rig.GoneAsync("taken");
    }
    private static string NextName(V1Pod own)
    {
        var end = own.Metadata.Name!.LastIndexOf('-') + 1;
        return own.Metadata.Name[..end] + (int.Parse(own.Metadata.Name[end..], CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
    }
}
