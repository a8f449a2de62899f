using System.Text;
using k8s;
using k8s.Models;

namespace Onair.Tests.Integration.Operator;

/// <summary>Somebody deletes or edits a Secret that Onair wrote.</summary>
internal static class OwnedSecret
{
    // Onair looks every 5 s; a machine that is shared takes longer.
    private const int Seconds = 60;

    /// <summary>Deletes it, and waits until it is back.</summary>
    public static async Task<V1Secret> DeleteAsync(OperatorRig rig, string name)
    {
        var former = await rig.Kubernetes.CoreV1.ReadNamespacedSecretAsync(name, rig.Name);
        await rig.Kubernetes.CoreV1.DeleteNamespacedSecretAsync(name, rig.Name);
        return await UntilAsync(rig, name, s => s.Metadata.Uid != former.Metadata.Uid && former.Data!.Keys.All(k => s.Data?.ContainsKey(k) == true), "it is written again");
    }

    /// <summary>Edits an entry, and waits until that is corrected.</summary>
    public static async Task<V1Secret> EditAsync(OperatorRig rig, string name, string entry)
    {
        var edited = Convert.ToBase64String("edited"u8);
        await rig.PatchSecretAsync(name, $$$"""{"data": {"{{{entry}}}": "{{{edited}}}"}}""");
        return await UntilAsync(rig, name, s => Text(s, entry) != "edited", $"{entry} is corrected");
    }

    public static string Text(V1Secret secret, string entry) => Encoding.UTF8.GetString(secret.Data![entry]);

    private static async Task<V1Secret> UntilAsync(OperatorRig rig, string name, Func<V1Secret, bool> condition, string what)
    {
        V1Secret? last = null;
        await Eventually.ShouldBeAsync(
            async () => (last = await rig.Kubernetes.CoreV1.ReadNamespacedSecretAsync(name, rig.Name).OrNullAsync()) is not null && condition(last),
            () => $"Secret {name}: {what}; it {(last is null ? "is gone" : "has " + string.Join(", ", last.Data?.Keys ?? []))}\n{rig.Operator.Tail(40)}", Seconds);
        return last!;
    }
}
