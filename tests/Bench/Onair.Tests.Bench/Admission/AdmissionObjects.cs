using System.Text.Json.Nodes;

namespace Onair.Tests.Bench.Admission;

/// <summary>The examples, in the API server.</summary>
/// <param name="Mix">The calls that are made about them.</param>
/// <param name="Creation">A stream like one of them, with another name, for dry runs.</param>
internal sealed record AdmissionObjects(IReadOnlyList<AdmissionCall> Mix, byte[] Creation)
{
    /// <summary>Applies the CRDs and the examples. Their provider is the default one, and has defaults.</summary>
    public static async Task<AdmissionObjects> CreateAsync(ControlPlane plane)
    {
        await plane.ApplyAsync(Checkout.Crds);
        var examples = Path.Combine(Checkout.Root, "examples");
        await plane.KubectlAsync("apply", "-f", Path.Combine(examples, "mediaprovider.yaml"));
        await plane.KubectlAsync("annotate", "mediaprovider", "emulator", "onair.dev/is-default-provider=true");
        await plane.KubectlAsync("patch", "mediaprovider", "emulator", "--type=merge", "-p", """{"spec":{"streamDefaults":{"costGuard":{"maxRunDuration":"12h"}}}}""");
        foreach (var example in new[] { "livestream", "event", "pull" })
            await plane.KubectlAsync("apply", "-f", Path.Combine(examples, $"{example}.yaml"));

        var demo = await StoredAsync(plane, "livestream", "demo");
        var creation = AdmissionMix.New(demo);
        creation["metadata"] = new JsonObject { ["name"] = "dry-run", ["namespace"] = "default" };
        return new(
            AdmissionMix.Of(demo, await StoredAsync(plane, "livestream", "event"), await StoredAsync(plane, "mediaprovider", "emulator")),
            System.Text.Encoding.UTF8.GetBytes(creation.ToJsonString()));
    }

    private static async Task<JsonNode> StoredAsync(ControlPlane plane, string kind, string name) =>
        JsonNode.Parse(await plane.KubectlAsync("get", kind, name, "-o", "json"))!;
}
