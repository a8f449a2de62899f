using System.Globalization;
using System.Text;
using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Secrets;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Bench.Account;

/// <summary>The operator, an API server, and the emulator with a counting proxy before it.</summary>
internal sealed class AccountRig : IAsyncDisposable
{
    public const string Name = "account";

    private const string Bucket = "onair-archive";
    private const string Queue = "onair-events";

    private readonly ControlPlane _plane = new();
    private readonly HttpClient _http = new();
    private readonly EmulatorProcess _emulator = new(new Dictionary<string, string>
    {
        ["Emulator__Media"] = "false",
        ["Emulator__Seed__Buckets__0"] = Bucket,
        ["Emulator__Seed__Queues__0"] = Queue,
        ["Emulator__EventQueue"] = Queue,
        ["Emulator__Quotas__Channels"] = "10000",
        ["Emulator__Quotas__Inputs"] = "10000",
        ["Emulator__Quotas__InputSecurityGroups"] = "10000",
        ["Emulator__Quotas__PackageChannels"] = "10000",
    });

    public KubernetesClient Client => _plane.Client;

    public IKubernetes Kubernetes => _plane.Kubernetes;

    public AwsProxy Proxy { get; private set; } = null!;

    public OperatorProcess Operator { get; private set; } = null!;

    /// <summary>Where the emulator keeps its resources, one file each.</summary>
    public string State => Path.Combine(_emulator.Data, "state");

    /// <summary>Starts everything in a hurry: short waits and no limits, to create streams.</summary>
    public async Task StartAsync()
    {
        await _plane.InitializeAsync();
        await _plane.ApplyAsync(Checkout.Crds);
        await _plane.KubectlAsync("create", "namespace", Name);
        _emulator.Settings["Emulator__DelayScale"] = "0.02";
        _emulator.Settings["Emulator__RateLimit__Enabled"] = "false";
        Operator = new OperatorProcess(_plane.KubeconfigPath, Name);
        await Task.WhenAll(_emulator.StartAsync(), Operator.StartAsync());
        Proxy = await AwsProxy.StartAsync(_emulator.Url);
        await CreateProviderAsync();
    }

    /// <summary>Ends the operator and the emulator: what they keep can be written.</summary>
    public async Task StopAsync()
    {
        await Operator.KillAsync();
        await _emulator.KillAsync();
        await Kubernetes.FreeLeaseAsync(Name);
    }

    /// <summary>Starts both as they run in production: the defaults of the operator, and MediaLive's delays and limit.</summary>
    /// <param name="queue">Events of MediaLive arrive in a queue that the operator reads.</param>
    public async Task StartAtRestAsync(bool queue)
    {
        _emulator.Settings.Remove("Emulator__DelayScale");
        _emulator.Settings.Remove("Emulator__RateLimit__Enabled");
        Operator.Settings.Clear();
        var url = queue ? $"\"{Proxy.Url}/{EmulatorProcess.AccountId}/{Queue}\"" : "null";
        var patch = $$$$"""{"spec":{"aws":{"rateLimit":{"requestsPerSecond":5,"burst":30},"eventQueueUrl":{{{{url}}}}}}}""";
        await Client.PatchAsync(OnairResources.MediaProviders, Name, null, Patch.Merge(patch));
        await _emulator.StartAsync();
        await Operator.StartAsync();
    }

    /// <summary>Has a channel lose its input, or get it back.</summary>
    public async Task SetReceivingAsync(string channelId, bool receiving)
    {
        using var body = new StringContent(receiving ? "true" : "false");
        using var answer = await _http.PutAsync(new Uri($"{_emulator.Url}/admin/receiving/{channelId}"), body);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Has an encoder push to an IVS channel.</summary>
    public async Task PushAsync(string channelArn)
    {
        using var body = new StringContent("true");
        using var answer = await _http.PutAsync(new Uri($"{_emulator.Url}/admin/push/{channelArn.Split('/')[^1]}"), body);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until a stream is as it should be; returns it.</summary>
    public async Task<LiveStream> UntilAsync(string name, Func<LiveStream, bool> isSo, int seconds)
    {
        LiveStream? last = null;
        await Eventually.ShouldBeAsync(
            async () => (last = await Client.FindAsync(OnairResources.LiveStreams, name, Name)) is not null && isSo(last),
            () => $"{name} is {last?.Recorded.Phase}: {string.Join("; ", last?.Recorded.Conditions.Select(c => $"{c.Type}={c.Status} {c.Message}") ?? [])}\n{Operator.Tail()}", seconds);
        return last!;
    }

    public static bool Has(LiveStream stream, string condition, ConditionStatus status) =>
        stream.Recorded.Conditions.Any(c => c.Type == condition && c.Status == status && c.ObservedGeneration == stream.Metadata.Generation);

    public async ValueTask DisposeAsync()
    {
        if (Operator is not null) await Operator.DisposeAsync();
        if (Proxy is not null) await Proxy.DisposeAsync();
        await _emulator.DisposeAsync();
        _http.Dispose();
        await _plane.DisposeAsync();
    }

    private async Task CreateProviderAsync()
    {
        var secret = new V1Secret
        {
            Metadata = new() { Name = "credentials", NamespaceProperty = Name, Labels = new Dictionary<string, string> { [SecretLabel.Name] = SecretLabel.Value } },
            Type = "Opaque",
            Data = new Dictionary<string, byte[]>
            {
                ["accessKeyId"] = Encoding.UTF8.GetBytes(EmulatorProcess.AccessKeyId),
                ["secretAccessKey"] = Encoding.UTF8.GetBytes(EmulatorProcess.SecretAccessKey),
            },
        };
        await Kubernetes.CoreV1.CreateNamespacedSecretAsync(secret, Name);
        await Client.CreateAsync(OnairResources.MediaProviders, new MediaProvider
        {
            Metadata = new() { Name = Name },
            Spec = new()
            {
                Aws = new()
                {
                    Region = EmulatorProcess.Region,
                    EndpointUrl = Proxy.Url,
                    CredentialsSecretRef = new() { Namespace = Name, Name = "credentials" },
                    MediaLiveRoleArn = string.Create(CultureInfo.InvariantCulture, $"arn:aws:iam::{EmulatorProcess.AccountId}:role/MediaLiveAccessRole"),
                    ArchiveBucket = Bucket,
                    RateLimit = new() { RequestsPerSecond = 1000, Burst = 1000 },
                },
            },
        });
    }
}
