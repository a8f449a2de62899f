using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Cluster;

/// <summary>All that is seen of a connector by people who may not read Secrets, and by whoever is on the node.</summary>
internal static class Exposure
{
    /// <summary>None of the secrets is anywhere.</summary>
    /// <param name="environment">The cluster.</param>
    /// <param name="ns">The connector's namespace.</param>
    /// <param name="pod">The connector's pod, which runs.</param>
    /// <param name="secrets">By what they are.</param>
    public static async Task ShouldNotHaveAsync(Environment environment, string ns, string pod, params (string What, string Secret)[] secrets)
    {
        var texts = await TextsAsync(environment, ns, pod);
        foreach (var (where, text, seen) in texts)
        {
            text.Contains(seen, StringComparison.Ordinal).ShouldBeTrue($"{where}: \"{seen}\" is seen");
            foreach (var (what, secret) in secrets) text.Contains(secret, StringComparison.Ordinal).ShouldBeFalse($"{where}: the {what} is seen");
        }
    }

    /// <summary>Each with a word that is there, to know that one looks at the right place.</summary>
    private static async Task<IReadOnlyList<(string Where, string Text, string Seen)>> TextsAsync(Environment environment, string ns, string pod)
    {
        var kubectl = environment.Kubectl;
        using var http = new HttpClient { BaseAddress = environment.Emulator };
        var kinds = (await kubectl.RunAsync("api-resources", "--namespaced=true", "--verbs=list", "--output=name"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(kind => kind != "secrets");
        return
        [
            ("objects and Events", await kubectl.RunAsync("get", string.Join(',', kinds), "--namespace", ns, "--output=yaml"), pod),
            ("the operator's log", await LogsAsync(kubectl, "onair-system", "operator"), "pod/"),
            ("the webhook's log", await LogsAsync(kubectl, "onair-system", "webhook"), "pod/"),
            ("the gateway's log", await LogsAsync(kubectl, "onair-system", "gateway"), "pod/"),
            ("the emulator's log", await LogsAsync(kubectl, "onair-system", "emulator"), "pod/"),
            ("the connector's log", await LogsAsync(kubectl, ns, "connector"), "pod/"),
            ("the pod's report", await kubectl.RunAsync("get", "--raw", $"/api/v1/namespaces/{ns}/pods/{pod}:8080/proxy/status"), "stages"),
            ("the pod's metrics", await kubectl.RunAsync("get", "--raw", $"/api/v1/namespaces/{ns}/pods/{pod}:8080/proxy/metrics"), "onair_connector_"),
            ("the command lines", string.Join('\n', PodProcesses.All().Select(ProcessTree.CommandLine)), "libx264"),
            ("the emulator's page", await http.GetStringAsync(new Uri("/admin", UriKind.Relative)), "Onair emulator"),
            ("the emulator's state", await http.GetStringAsync(new Uri("/admin/state.json", UriKind.Relative)), "channels"),
        ];
    }

    private static Task<string> LogsAsync(Kubectl kubectl, string ns, string component) => kubectl.RunAsync(
        "logs", "--namespace", ns, $"--selector=app.kubernetes.io/component={component}", "--tail=-1", "--prefix");
}
