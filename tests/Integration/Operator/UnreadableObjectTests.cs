using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.Common;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Serialization;
using Onair.Tests.Integration.Api;

namespace Onair.Tests.Integration.Operator;

/// <summary>Objects that a real API server accepts, and what they do to the others of their kind.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class UnreadableObjectTests(OperatorRig rig) : IClassFixture<OperatorRig>
{
    public static TheoryData<string> Times =>
    [
        "2027-05-04T09:00:00z", "2027-05-04t09:00:00Z", "2027-05-04T09:00:00+24:00", "2027-05-04T09:00:00-99:99", "2027-05-04T09:00:00,5Z", "2027-05-04T09:00:00x5z",
        "2027-05-04T09:00:00125Z", "2027-05-04T09:00:00+05z", "2027-05-04T09:00:00.12345678901234567Z", "2027-05-04T09:00:00ZTomorrow", "0000-02-29T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
    ];

    [Theory]
    [MemberData(nameof(Times))]
    public async Task Reads_a_time_that_the_API_server_accepts(string time)
    {
        var name = $"time-{Math.Abs(time.GetHashCode(StringComparison.Ordinal))}";
        await ApplyAsync(name, new JsonObject { ["schedule"] = new JsonArray(new JsonObject { ["start"] = time, ["stop"] = "2028-05-04T09:00:00Z" }) });

        var stream = await rig.Client.GetAsync(OnairResources.LiveStreams, name, rig.Name);

        stream.Metadata.Unreadable.ShouldBeNull();
        stream.Spec.Schedule.ShouldHaveSingleItem().Start.ShouldBe(DateTimeText.Parse(time)!.Value);
        await rig.Streams.DeleteAndWaitAsync(name);
    }

    [Fact]
    public async Task An_unreadable_stream_is_reported_and_left_alone_while_the_others_are_reconciled()
    {
        await rig.Streams.CreateReadyAsync("good");
        await rig.Streams.CreateReadyAsync("bad");
        await using (await NewerSchema.ServeAsync(rig.Plane))
        {
            await SetAsync("bad", """{"spec":{"state":"Asleep"}}""");

            var bad = await rig.Streams.UntilAsync("bad", s => Streams.Ready(s)?.Reason == "Unreadable", "is reported as unreadable");
            Streams.Ready(bad)!.Message.ShouldStartWith("spec.state: \"Asleep\": must be one of Stopped, Running, Scheduled. ");
            Streams.Condition(bad, ConditionTypes.Stalled)!.Status.ShouldBe(ConditionStatus.True);
            bad.Recorded.ObservedGeneration.ShouldBe(bad.Metadata.Generation);
            bad.Metadata.Finalizers!.ShouldContain(Annotations.Finalizer);
            await rig.Streams.EventAsync("bad", "Unreadable", "spec.state");
            (await rig.Operator.MetricsAsync()).ShouldContain("onair_unreadable_objects{resource=\"livestreams.onair.dev\"} 1");

            // List and watch still work: one that is new, and one that is edited.
            var calls = rig.Proxy.Watch();
            await rig.Streams.CreateReadyAsync("late");
            await rig.Streams.PatchAsync("good", """{"spec":{"archive":{"segmentSeconds":60}}}""");
            await rig.Streams.ReadyAsync("good");
            await rig.RestartOperatorAsync();
            await rig.Streams.CreateReadyAsync("later");
            // Written once, and nothing of it is touched in AWS.
            (await rig.Streams.FindAsync("bad"))!.Metadata.ResourceVersion.ShouldBe(bad.Metadata.ResourceVersion);
            await rig.Streams.DeleteAsync("bad");
            await rig.Streams.DeleteAndWaitAsync("later");
            (await rig.Streams.FindAsync("bad"))!.Metadata.Finalizers!.ShouldContain(Annotations.Finalizer);
            calls.Changes().ShouldNotContain(c => c.Contains(bad.Recorded.Resources.ChannelId!, StringComparison.Ordinal));

            await SetAsync("bad", """{"spec":{"state":"Stopped"}}""");
            await rig.Streams.GoneAsync("bad");
        }
        await rig.Streams.DeleteAndWaitAsync("good");
        await rig.Streams.DeleteAndWaitAsync("late");
    }

    [Fact]
    public async Task A_stream_that_is_mended_is_reconciled_though_its_spec_stays()
    {
        await rig.Streams.CreateReadyAsync("mended");
        await using (await NewerSchema.ServeAsync(rig.Plane))
        {
            // Refused until the API server serves the newer schema.
            await Eventually.GetAsync(
                "the status takes a number", async () =>
                {
                    await StatusPatch.ApplyAsync(rig.Plane, $"namespaces/{rig.Name}/livestreams/mended", """{"status":{"phase":7}}""");
                    return true;
                },
                taken => taken, TimeSpan.FromSeconds(60));
            await rig.Streams.UntilAsync("mended", s => Streams.Ready(s)?.Reason == "Unreadable", "is reported as unreadable");

            await StatusPatch.ApplyAsync(rig.Plane, $"namespaces/{rig.Name}/livestreams/mended", """{"status":{"phase":null}}""");
            await rig.Streams.ReadyAsync("mended");
        }
        await rig.Streams.DeleteAndWaitAsync("mended");
    }

    // The API server serves a changed schema some time after it was written.
    private Task SetAsync(string name, string patch) => Eventually.ShouldBeAsync(
        async () => (await Kubectl.RunAsync(rig.Plane, "", "patch", "livestream", name, "-n", rig.Name, "--type=merge", "-p", patch)).ExitCode == 0, $"{name} is patched with {patch}");

    private async Task ApplyAsync(string name, JsonObject spec)
    {
        var manifest = new JsonObject
        {
            ["apiVersion"] = "onair.dev/v1alpha1",
            ["kind"] = "LiveStream",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = rig.Name },
            ["spec"] = spec,
        };
        var result = await Kubectl.RunAsync(rig.Plane, manifest.ToJsonString(), "apply", "-f", "-");
        result.ExitCode.ShouldBe(0, result.Errors);
    }

    /// <summary>The schema of a newer release, which knows another state, and numbers as phases; until it is disposed.</summary>
    private sealed class NewerSchema(ControlPlane plane, string former) : IAsyncDisposable
    {
        private const string Crd = "livestreams.onair.dev";
        private const string Schema = "/spec/versions/0/schema/openAPIV3Schema";

        public static async Task<NewerSchema> ServeAsync(ControlPlane plane)
        {
            var crd = JsonNode.Parse(await plane.KubectlAsync("get", "crd", Crd, "-o", "json"))!;
            var former = crd["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!.ToJsonString();
            await PatchAsync(plane, $$$"""
                [{"op":"add","path":"{{{Schema}}}/properties/spec/properties/state/enum/-","value":"Asleep"},
                {"op":"replace","path":"{{{Schema}}}/properties/status/properties/phase","value":{"x-kubernetes-int-or-string":true}}]
                """);
            return new(plane, former);
        }

        public async ValueTask DisposeAsync() => await PatchAsync(plane, $$$"""[{"op":"replace","path":"{{{Schema}}}","value":{{{former}}}}]""");

        private static Task<string> PatchAsync(ControlPlane plane, string operations) => plane.KubectlAsync("patch", "crd", Crd, "--type=json", "-p", operations);
    }
}
