using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Onair.Kubernetes;

internal sealed partial class Kubeconfig
{
    private static ExecPlugin ExecPluginOf(YamlNode exec, Entry user, Entry cluster)
    {
        var entry = user with { Where = $"{user.Where}.exec", Node = exec };
        var apiVersion = entry.Required("apiVersion");
        if (apiVersion is not ("client.authentication.k8s.io/v1" or "client.authentication.k8s.io/v1beta1"))
            throw entry.Wrong("apiVersion", apiVersion, "must be client.authentication.k8s.io/v1 or v1beta1");
        if (entry.Text("interactiveMode") is "Always")
            throw entry.Wrong("interactiveMode", "Always", "a service has no terminal");
        var command = entry.Required("command");
        return new ExecPlugin(
            apiVersion,
            // A bare name is looked up in PATH; a path is relative to the kubeconfig.
            command.Contains('/', StringComparison.Ordinal) ? user.Absolute(command) : command,
            [.. exec.Items("args").OfType<YamlScalarNode>().Select(a => a.Value ?? "")],
            exec.Items("env").Where(e => e.Text("name") is not null).ToDictionary(e => e.Text("name")!, e => e.Text("value") ?? ""),
            entry.Text("installHint"),
            exec.Flag("provideClusterInfo") ? ClusterInfo(cluster) : null);
    }

    private static JsonObject ClusterInfo(Entry cluster)
    {
        var info = new JsonObject { ["server"] = cluster.Text("server") };
        if (cluster.Text("tls-server-name") is { } name) info["tls-server-name"] = name;
        if (cluster.Node.Flag("insecure-skip-tls-verify")) info["insecure-skip-tls-verify"] = true;
        if (cluster.Pem("certificate-authority-data", "certificate-authority") is { } pem)
            info["certificate-authority-data"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(pem));
        return info;
    }
}
