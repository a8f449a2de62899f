using System.Text;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.MediaProviders;
using Onair.Api.MediaProviders.Video;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Secrets;
using Onair.Tests.Integration.Api;
using Onair.Tests.Integration.Media;

namespace Onair.Tests.Integration.Operator;

/// <summary>
/// One class's operator, emulator and the proxy between them, on the shared control plane. It watches a namespace of its own,
/// so that what other tests leave in the API server does not concern it.
/// </summary>
public class OperatorRig(ControlPlane plane) : IAsyncLifetime
{
    public const string Bucket = "onair-archive";
    public const string DistributionId = "EONAIRLIVE";

    private static readonly string[] Quotas =
        ["Channels", "Inputs", "InputSecurityGroups", "PackageChannels", "CacheBehaviors", "Origins", "HevcChannels", "UhdChannels"];

    /// <summary>Name of the namespace and of the provider.</summary>
    public string Name { get; } = $"operator-{Guid.NewGuid():N}"[..20];

    internal KubernetesClient Client => plane.Client;

    internal IKubernetes Kubernetes => plane.Kubernetes;

    /// <summary>Has the rig's MediaProvider permit the adoption of these alone.</summary>
    internal Task PermitAdoptionAsync(params string[] ids)
    {
        var adoption = new JsonObject { ["ids"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]) };
        return Client.PatchAsync(OnairResources.MediaProviders, Name, null, Patch.Merge(new JsonObject { ["spec"] = new JsonObject { ["adoption"] = adoption } }));
    }

    internal EmulatorProcess Emulator { get; private set; } = null!;

    internal AwsProxy Proxy { get; private set; } = null!;

    internal AwsAccount Account { get; private set; } = null!;

    internal OperatorProcess Operator { get; private set; } = null!;

    internal Streams Streams => new(this);

    internal ControlPlane Plane => plane;

    /// <summary>Settings over the defaults; AWS's quotas are far off.</summary>
    protected virtual IReadOnlyDictionary<string, string> EmulatorSettings { get; } = new Dictionary<string, string>();

    /// <summary>Settings over the defaults.</summary>
    protected virtual IReadOnlyDictionary<string, string> OperatorSettings { get; } = new Dictionary<string, string>();

    /// <summary>The kubeconfig that the operator gets.</summary>
    protected virtual Task<string> KubeconfigAsync() => Task.FromResult(plane.KubeconfigPath);

    /// <summary>What a class wants of its providers.</summary>
    protected virtual void Complete(AwsSpec aws)
    {
    }

    public virtual async Task InitializeAsync()
    {
        await ServedCrds.EnsureAsync(plane);
        await plane.KubectlAsync("create", "namespace", Name);
        var settings = Quotas.ToDictionary(q => $"Emulator__Quotas__{q}", _ => "1000");
        settings["Emulator__DelayScale"] = "0.02";
        settings["Emulator__RateLimit__Enabled"] = "false";
        settings["Emulator__Seed__Buckets__0"] = Bucket;
        settings["Emulator__Seed__DistributionId"] = DistributionId;
        foreach (var (key, value) in EmulatorSettings) settings[key] = value;
        Emulator = new EmulatorProcess(settings);
        Operator = new OperatorProcess(await KubeconfigAsync(), Name);
        foreach (var (key, value) in OperatorSettings) Operator.Settings[key] = value;
        await Task.WhenAll(Emulator.StartAsync(), Operator.StartAsync());
        Proxy = await AwsProxy.StartAsync(Emulator.Url);
        Account = new AwsAccount(Emulator);
        await CreateSecretAsync("credentials", ("accessKeyId", EmulatorProcess.AccessKeyId), ("secretAccessKey", EmulatorProcess.SecretAccessKey));
        await CreateProviderAsync(Name);
    }

    /// <summary>Runs documented commands in a shell whose kubectl is the rig's, in its namespace; returns their output.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="folder">Where they run.</param>
    internal async Task<string> ShellAsync(string commands, string folder)
    {
        var kubectl = $"kubectl() {{ command kubectl --kubeconfig '{plane.KubeconfigPath}' --namespace '{Name}' \"$@\"; }}\n";
        using var bash = Tool.Start("bash", ["-euo", "pipefail", "-c", kubectl + $"cd '{folder}'\n" + commands]);
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        bash.ExitCode.ShouldBe(0, commands);
        return output;
    }

    /// <summary>A provider in the emulator's account, through the proxy.</summary>
    internal Task<MediaProvider> CreateProviderAsync(string name, Action<AwsSpec>? with = null, StreamLimitsSpec? limits = null, VideoSpec? video = null, IReadOnlyList<string>? namespaces = null) =>
        Client.CreateAsync(OnairResources.MediaProviders, NewProvider(name, with, limits, video, namespaces));

    /// <summary>The same, not created yet.</summary>
    internal MediaProvider NewProvider(string name, Action<AwsSpec>? with = null, StreamLimitsSpec? limits = null, VideoSpec? video = null, IReadOnlyList<string>? namespaces = null)
    {
        var provider = new MediaProvider
        {
            Metadata = new() { Name = name },
            Spec = new()
            {
                Aws = new()
                {
                    Region = EmulatorProcess.Region,
                    EndpointUrl = Proxy.Url,
                    CredentialsSecretRef = new() { Namespace = Name, Name = "credentials" },
                    MediaLiveRoleArn = $"arn:aws:iam::{EmulatorProcess.AccountId}:role/MediaLiveAccessRole",
                    ArchiveBucket = Bucket,
                    DistributionId = DistributionId,
                    RateLimit = new() { RequestsPerSecond = 1000, Burst = 1000 },
                },
                Video = video,
                Namespaces = namespaces,
                StreamLimits = limits,
            },
        };
        Complete(provider.Spec.Aws!);
        with?.Invoke(provider.Spec.Aws!);
        return provider;
    }

    /// <summary>Creates a Secret that Onair may read.</summary>
    internal Task<V1Secret> CreateSecretAsync(string name, params (string Key, string Value)[] data) =>
        Kubernetes.CoreV1.CreateNamespacedSecretAsync(
            new V1Secret
            {
                Metadata = new() { Name = name, Labels = new Dictionary<string, string> { [SecretLabel.Name] = SecretLabel.Value } },
                Type = "Opaque",
                Data = data.ToDictionary(d => d.Key, d => Encoding.UTF8.GetBytes(d.Value)),
            },
            Name);

    internal Task<V1Secret> PatchSecretAsync(string name, string json) => Kubernetes.CoreV1.PatchNamespacedSecretAsync(KubernetesCalls.Merge(json), name, Name);

    /// <summary>
    /// Starts a killed operator again. Its successor would wait until the Lease runs out; here it is known that the holder is
    /// dead, so the Lease goes.
    /// </summary>
    internal async Task RestartOperatorAsync()
    {
        await Operator.KillAsync();
        await Kubernetes.FreeLeaseAsync(Name);
        await Operator.StartAsync();
    }

    public virtual async Task DisposeAsync()
    {
        await foreach (var provider in Client.ListAsync(OnairResources.MediaProviders, null))
        {
            if (provider.Spec.Aws?.CredentialsSecretRef?.Namespace == Name)
                await Client.DeleteAsync(OnairResources.MediaProviders, provider.Metadata.Name!, null);
        }
        // What did not start must not hide why.
        if (Operator is not null) await Operator.DisposeAsync();
        Account?.Dispose();
        if (Proxy is not null) await Proxy.DisposeAsync();
        if (Emulator is not null) await Emulator.DisposeAsync();
    }
}
