using System.Text.Json.Nodes;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Cluster.RtmpSource;

/// <summary>Somebody else's RTMP server with a live stream on it, which asks for a password: a pod.</summary>
internal sealed class RtmpSource
{
    public const string Secret = "source";
    public const string Username = "reader";

    private readonly Kubectl _kubectl;
    private readonly string _namespace;

    private RtmpSource(Kubectl kubectl, string ns, string address)
    {
        (_kubectl, _namespace) = (kubectl, ns);
        Url = $"rtmp://{address}:1935/live/show";
    }

    public string Url { get; }

    /// <summary>Starts it in a namespace that is there and goes with it. The Secret <c>source</c> there gets the credentials.</summary>
    public static async Task<RtmpSource> StartAsync(Kubectl kubectl, string ns, string password)
    {
        await kubectl.ApplyAsync(Manifests.Secret(ns, Secret, ("username", Username), ("password", password)));
        var folder = Path.Combine(AppContext.BaseDirectory, "Cluster", "RtmpSource");
        await kubectl.RunAsync("create", "configmap", "source", "--namespace", ns, $"--from-file={folder}");
        await kubectl.ApplyAsync(new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = "source", ["namespace"] = ns },
            ["spec"] = Manifests.Pod(
                await Manifests.MediaImageAsync(kubectl),
                ["/bin/bash", "/source/start.sh"],
                [Manifests.FromSecret("SOURCE_USERNAME", Secret, "username"), Manifests.FromSecret("SOURCE_PASSWORD", Secret, "password")],
                1935,
                ("source", "/source", new JsonObject { ["configMap"] = new JsonObject { ["name"] = "source" } })),
        });
        await kubectl.RunAsync("wait", "pod/source", "--namespace", ns, "--for=condition=Ready", "--timeout=120s");
        return new(kubectl, ns, (await kubectl.RunAsync("get", "pod", "source", "--namespace", ns, "--output=jsonpath={.status.podIP}")).Trim());
    }

    /// <summary>What it says of those who came: <c>accepted</c> or <c>refused</c>, one a line.</summary>
    public Task<string> LogAsync() => _kubectl.RunAsync("logs", "source", "--namespace", _namespace);
}
