using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;
using Onair.Kubernetes.Client;
using Onair.Tests.Integration.ArchiveSplits;

namespace Onair.Tests.Integration.VideoAssets;

/// <summary>The operator's rig, with Mux's API as a video service.</summary>
public class AssetRig(ControlPlane plane) : SplitRig(plane)
{
    private const string Loopback = "127.0.0.0/8";

    private static readonly string KeyPem = NewKey();

    private HttpClient Http { get; set; } = null!;

    /// <summary>The service's API, as it is without anything between.</summary>
    private Uri Mux => new($"{Emulator.Url}/mux/");

    protected override IReadOnlyDictionary<string, string> EmulatorSettings => new Dictionary<string, string>(base.EmulatorSettings)
    {
        ["Emulator__Mux__SigningKeyId"] = "key-1",
        ["Emulator__Mux__SigningKey"] = KeyPem,
        ["Emulator__PullAllowedCidrs__0"] = Loopback,
    };

    protected override IReadOnlyDictionary<string, string> OperatorSettings => new Dictionary<string, string>(base.OperatorSettings)
    {
        ["Onair__Video__PollSeconds"] = "0.3",
        ["Onair__Video__SlowestPollSeconds"] = "1",
        ["Onair__Video__SettlingSeconds"] = "1",
        ["Onair__Video__CallTimeoutSeconds"] = "5",
    };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Http = new();
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("emulator:emulator-secret"u8));
        await CreateSecretAsync("mux", ("tokenId", "emulator"), ("tokenSecret", "emulator-secret"));
        await CreateSecretAsync("signing-key", ("keyId", "key-1"), ("privateKey", Convert.ToBase64String(Encoding.UTF8.GetBytes(KeyPem))));
        // The operator has seen the provider already, and writes it.
        var video = JsonSerializer.SerializeToNode(Video(), OnairJsonContext.Default.VideoSpec);
        await Client.PatchAsync(OnairResources.MediaProviders, Name, null, Patch.Merge(new JsonObject { ["spec"] = new JsonObject { ["video"] = video } }));
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Http?.Dispose();
    }

    /// <summary>Mux, through the proxy.</summary>
    public VideoSpec Video() => new()
    {
        CredentialsSecretRef = new() { Namespace = Name, Name = "mux" },
        SigningKeySecretRef = new() { Namespace = Name, Name = "signing-key" },
        Variables = new Dictionary<string, string> { ["api"] = $"{Proxy.Url}/mux", ["stream"] = $"{Mux}stream", ["image"] = $"{Mux}image" },
        AllowedCidrs = [Loopback],
        AllowedSourceCidrs = [Loopback],
        RateLimit = new() { RequestsPerSecond = 1000, Burst = 1000 },
    };

    public Task<VideoAsset> CreateAssetAsync(string name, VideoSourceSpec source, Action<VideoAsset>? with = null)
    {
        var asset = new VideoAsset
        {
            Metadata = new() { Name = name, NamespaceProperty = Name },
            Spec = new() { ProviderRef = new() { Name = Name }, Source = source, Title = name },
        };
        with?.Invoke(asset);
        return Client.CreateAsync(OnairResources.VideoAssets, asset);
    }

    public Task<VideoAsset> UploadedByClientAsync(string name, Action<VideoAsset>? with = null) => CreateAssetAsync(name, new() { DirectUpload = new() }, with);

    public Task<VideoAsset?> FindAssetAsync(string name) => Client.FindAsync(OnairResources.VideoAssets, name, Name);

    public async Task<VideoAsset> AssetUntilAsync(string name, Func<VideoAsset, bool> condition, string what, int seconds = 120)
    {
        VideoAsset? last = null;
        await Eventually.ShouldBeAsync(
            async () => (last = await FindAssetAsync(name)) is not null && condition(last), () => $"{name}: {what}; it is {Text(last)}\n{Operator.Tail(40)}", seconds);
        return last!;
    }

    public Task<VideoAsset> PlaysAsync(string name, int seconds = 120) =>
        AssetUntilAsync(name, a => a.Recorded.Conditions.Any(c => c is { Type: ConditionTypes.Ready, Status: ConditionStatus.True }), "it plays", seconds);

    public Task<VideoAsset> IsAsync(string name, VideoAssetState state) => AssetUntilAsync(name, a => a.Recorded.State == state, $"its state is {state}");

    public Task<VideoAsset> StalledAsync(string name, string reason) => AssetUntilAsync(
        name, a => a.Recorded.Conditions.Any(c => c is { Type: ConditionTypes.Stalled, Status: ConditionStatus.True } && c.Reason == reason), $"it is stalled for {reason}");

    public Task AnnotateAsync(string name, string annotation, string value) => Client.PatchAsync(
        OnairResources.VideoAssets, name, Name, Patch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [annotation] = value } } }));

    public Task EditAsync(string name, JsonObject spec) => Client.PatchAsync(OnairResources.VideoAssets, name, Name, Patch.Merge(new JsonObject { ["spec"] = spec }));

    public async Task AssetDeletedAsync(string name)
    {
        await Client.DeleteAsync(OnairResources.VideoAssets, name, Name);
        await Eventually.ShouldBeAsync(async () => await FindAssetAsync(name) is null, () => $"{name} is gone\n{Operator.Tail(40)}", 180);
    }

    /// <summary>The values of a Secret; empty when it is not there.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SecretAsync(string name) =>
        (await Kubernetes.CoreV1.ReadNamespacedSecretAsync(name, Name).OrNullAsync())?.Data?.ToDictionary(d => d.Key, d => Encoding.UTF8.GetString(d.Value)) ?? [];

    /// <summary>Sends bytes to the URL in the asset's Secret, as a client would.</summary>
    public async Task SendAsync(string name, byte[] content)
    {
        await AssetUntilAsync(name, a => a.Recorded.Upload?.SecretName is not null, "its upload URL is there");
        using var client = new HttpClient();
        using var body = new ByteArrayContent(content);
        var url = (await SecretAsync($"{name}-upload"))["url"];
        (await client.PutAsync(new Uri(url), body)).EnsureSuccessStatusCode();
    }

    /// <summary>What the service lists of a VideoAsset: uploads or assets with its tokens.</summary>
    public async Task<IReadOnlyList<JsonNode>> AtServiceAsync(string kind, string uid)
    {
        var all = JsonNode.Parse(await Http.GetStringAsync(new Uri(Mux, $"video/v1/{kind}?limit=100")))!["data"]!.AsArray();
        return [.. all.Select(i => i!).Where(i => ((string?)i["passthrough"] ?? (string?)i["new_asset_settings"]?["passthrough"])?.StartsWith($"{uid}/", StringComparison.Ordinal) == true)];
    }

    /// <summary>A URL of a file with this content.</summary>
    public async Task<string> StoredAsync(string key, byte[] content)
    {
        await S3.PutObjectAsync(new() { BucketName = Bucket, Key = key, InputStream = new MemoryStream(content) });
        return await UrlOfAsync(key);
    }

    /// <summary>A URL of a stored file.</summary>
    public Task<string> UrlOfAsync(string key) =>
        S3.GetPreSignedURLAsync(new() { BucketName = Bucket, Key = key, Expires = TimeProvider.System.GetUtcNow().AddHours(1).UtcDateTime, Protocol = Amazon.S3.Protocol.HTTP });

    /// <summary>How the service answers.</summary>
    public async Task<int> StatusOfAsync(string url)
    {
        using var client = new HttpClient();
        return (int)(await client.GetAsync(new Uri(url))).StatusCode;
    }

    /// <summary>A signing key that the service makes.</summary>
    public async Task<(string Id, string PrivateKey)> NewSigningKeyAsync()
    {
        var answer = await Http.PostAsync(new Uri(Mux, "system/v1/signing-keys"), null);
        var data = JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["data"]!;
        return ((string)data["id"]!, (string)data["private_key"]!);
    }

    private static string NewKey()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string Text(VideoAsset? asset) =>
        asset is null ? "not there" : JsonSerializer.Serialize(asset.Recorded, OnairJsonContext.Default.VideoAssetStatus);
}
