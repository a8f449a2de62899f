using System.Text.Json.Nodes;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Cluster;

/// <summary>Another AWS account in another region, with room for two channels: an emulator of its own, which goes with the test.</summary>
internal sealed class SecondAccount : IAsyncDisposable
{
    public const string Region = "eu-west-1";
    public const string Id = "111111111111";
    public const int Channels = 2;

    private const string App = "emulator";

    // Outlives the container, not the pod.
    private const string KeysFile = "/tmp/keys";

    private readonly Kubectl _kubectl;

    private SecondAccount(Kubectl kubectl, string name) => (_kubectl, Name) = (kubectl, name);

    /// <summary>Of the namespace.</summary>
    public string Name { get; }

    /// <summary>What a MediaProvider has to know of it.</summary>
    public JsonObject Provider => new()
    {
        ["region"] = Region,
        ["endpointUrl"] = $"http://{App}.{Name}.svc:8080",
        ["credentialsSecretRef"] = new JsonObject { ["namespace"] = Name, ["name"] = "credentials" },
        ["mediaLiveRoleArn"] = $"arn:aws:iam::{Id}:role/MediaLiveAccessRole",
        ["archiveBucket"] = "recordings",
    };

    public static async Task<SecondAccount> StartAsync(Kubectl kubectl)
    {
        var account = new SecondAccount(kubectl, $"e2e-{Guid.NewGuid():N}"[..12]);
        try
        {
            await kubectl.RunAsync("create", "namespace", account.Name);
            await account.WriteSecretAsync("first", "first-secret-key");
            await kubectl.ApplyAsync(account.Service());
            await kubectl.ApplyAsync(await account.DeploymentAsync(await account.PortsAsync()));
            await account.WaitAsync();
            return account;
        }
        catch
        {
            await account.DisposeAsync();
            throw;
        }
    }

    /// <summary>Restarts the account with other keys; from then on those before are refused.</summary>
    public async Task ChangeKeysAsync(string accessKeyId, string secretAccessKey)
    {
        var keys = $"export Emulator__AccessKeyId={accessKeyId} Emulator__SecretAccessKey={secretAccessKey}";
        await _kubectl.RunAsync("exec", "--namespace", Name, $"deployment/{App}", "--", "bash", "-c", $"echo '{keys}' >{KeysFile}; kill 1");
        await Eventually.BecomesTrueAsync(
            "the emulator is restarted",
            async () => await _kubectl.RunAsync("get", "pods", "--namespace", Name, "--output=jsonpath={.items[*].status.containerStatuses[0].restartCount}") == "1",
            TimeSpan.FromMinutes(1));
        await WaitAsync();
    }

    /// <summary>Tells the operator the keys.</summary>
    public Task WriteSecretAsync(string accessKeyId, string secretAccessKey) => _kubectl.ApplyAsync(
        Manifests.Secret(Name, "credentials", ("accessKeyId", accessKeyId), ("secretAccessKey", secretAccessKey)));

    public async ValueTask DisposeAsync()
    {
        var story = await _kubectl.TryAsync("get", "pods,events", "--namespace", Name, "--output=yaml")
            + await _kubectl.TryAsync("logs", "--namespace", Name, $"deployment/{App}", "--tail=300");
        await File.WriteAllTextAsync(Artifacts.Path($"{Name}.txt"), story);
        await _kubectl.TryAsync("delete", "namespace", Name, "--wait=false");
    }

    private static JsonObject Labels() => new() { ["app"] = App };

    private async Task WaitAsync() =>
        await _kubectl.RunAsync("rollout", "status", $"deployment/{App}", "--namespace", Name, "--timeout=120s");

    /// <summary>The node's address and the node ports, where viewers and encoders reach it.</summary>
    private async Task<(string Host, int Http, int Rtmp, int RtmpB)> PortsAsync()
    {
        var ports = (await _kubectl.GetAsync("service", App, "--namespace", Name))["spec"]!["ports"]!.AsArray();
        int Port(string name) => (int)ports.Single(it => (string?)it!["name"] == name)!["nodePort"]!;
        var node = await _kubectl.RunAsync(
            "get", "nodes", """--output=jsonpath={.items[0].status.addresses[?(@.type=="InternalIP")].address}""");
        return (node.Trim(), Port("http"), Port("rtmp"), Port("rtmp-b"));
    }

    private JsonObject Service() => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Service",
        ["metadata"] = new JsonObject { ["name"] = App, ["namespace"] = Name },
        ["spec"] = new JsonObject
        {
            ["type"] = "NodePort",
            ["selector"] = Labels(),
            ["ports"] = new JsonArray(
                new JsonObject { ["name"] = "http", ["port"] = 8080 },
                new JsonObject { ["name"] = "rtmp", ["port"] = 1935 },
                new JsonObject { ["name"] = "rtmp-b", ["port"] = 1936 }),
        },
    };

    private async Task<JsonObject> DeploymentAsync((string Host, int Http, int Rtmp, int RtmpB) at) => new()
    {
        ["apiVersion"] = "apps/v1",
        ["kind"] = "Deployment",
        ["metadata"] = new JsonObject { ["name"] = App, ["namespace"] = Name },
        ["spec"] = new JsonObject
        {
            ["replicas"] = 1,
            ["selector"] = new JsonObject { ["matchLabels"] = Labels() },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = Labels() },
                ["spec"] = Manifests.Pod(
                    await Manifests.MediaImageAsync(_kubectl),
                    ["/bin/bash", "-c", $"[[ ! -e {KeysFile} ]] || . {KeysFile}; exec /app/Onair.Emulator"],
                    [
                        Manifests.Variable("Logging__LogLevel__Microsoft.AspNetCore", "Warning"),
                        Manifests.Variable("Emulator__DataDirectory", "/data"),
                        Manifests.Variable("Emulator__PublicUrl", $"http://{at.Host}:{at.Http}"),
                        Manifests.Variable("Emulator__IngestHost", at.Host),
                        Manifests.Variable("Emulator__IngestPorts__0", $"{at.Rtmp}"),
                        Manifests.Variable("Emulator__IngestPorts__1", $"{at.RtmpB}"),
                        Manifests.Variable("Emulator__Region", Region),
                        Manifests.Variable("Emulator__AccountId", Id),
                        Manifests.Variable("Emulator__DelayScale", "0.02"),
                        Manifests.Variable("Emulator__Quotas__Channels", $"{Channels}"),
                        Manifests.Variable("Emulator__Seed__Buckets__0", "recordings"),
                        Manifests.FromSecret("Emulator__AccessKeyId", "credentials", "accessKeyId"),
                        Manifests.FromSecret("Emulator__SecretAccessKey", "credentials", "secretAccessKey"),
                    ],
                    8080,
                    ("data", "/data", new JsonObject { ["emptyDir"] = new JsonObject() })),
            },
        },
    };
}
