using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using k8s.Models;
using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Api.VideoAssets;

namespace Onair.Tests.Unit.Webhook.Callbacks;

/// <summary>A webhook with a provider that takes callbacks in Mux's way, and assets of it.</summary>
internal static class CallbackHost
{
    public const string Secret = "callback-secret-1";

    /// <summary>With the assets <c>media/uploading</c> (upload u1, token t1), <c>media/ready</c> (asset a1) and <c>media/elsewhere</c> of another provider.</summary>
    public static async Task<WebhookHost> ReadyAsync(Action<FakeCluster>? with = null)
    {
        var host = new WebhookHost();
        host.Install(host.Certificates.Issue("first"));
        var cluster = host.Cluster;
        cluster.Providers.AddRange([Mux("mux"), Mux("other"), Reviews.Provider("aws")]);
        cluster.Secrets["onair-system/onair-callbacks"] = Secrets(("mux", Secret), ("other", "another"));
        cluster.Assets.AddRange(
        [
            Asset("uploading", new() { Provider = "mux", Upload = new() { Id = "u1", Token = "t1" }, Creation = new() { Token = "t1" } }),
            Asset("ready", new() { Provider = "mux", AssetId = "a1" }),
            Asset("elsewhere", new() { Provider = "other", AssetId = "a9", Upload = new() { Id = "u9", Token = "t9" } }),
            Asset("new", new()),
        ]);
        with?.Invoke(cluster);
        await host.StartAsync();
        await WebhookHost.UntilAsync(async () => await host.StatusAsync("/readyz") == HttpStatusCode.OK);
        return host;
    }

    public static MediaProvider Mux(string name) => Reviews.Provider(name, p => (p.Spec.Aws, p.Spec.Video, p.Metadata.Generation) =
        (null, new() { CredentialsSecretRef = new() { Namespace = "onair-system", Name = "mux" }, CallbackSecretRef = new() { Key = name } }, 1));

    public static V1Secret Secrets(params (string Key, string Value)[] data) =>
        new() { Metadata = new() { Name = "onair-callbacks" }, Data = data.ToDictionary(d => d.Key, d => Encoding.UTF8.GetBytes(d.Value)) };

    public static VideoAsset Asset(string name, VideoAssetStatus status, string? callback = null) => new()
    {
        ApiVersion = "onair.dev/v1alpha1",
        Kind = "VideoAsset",
        Metadata = new() { Name = name, NamespaceProperty = "media", Uid = $"uid-of-{name}", ResourceVersion = "1", Annotations = callback is null ? null : new Dictionary<string, string> { [Annotations.Callback] = callback } },
        Spec = new() { ProviderRef = new() { Name = "mux" }, Source = new() { DirectUpload = new() } },
        Status = status,
    };

    /// <summary>What Mux says of an object, by its type and id.</summary>
    public static string Event(string id, string type, string about, string? token = null) =>
        $$"""{"type": "video.{{type}}.ready", "id": "{{id}}", "object": {"type": "{{type}}", "id": "{{about}}"}, "data": {"id": "{{about}}", "passthrough": "{{token}}"} }""";

    /// <summary>Mux-Signature of a body.</summary>
    public static string Signature(string body, DateTimeOffset at, string secret = Secret)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")))}";
    }

    /// <summary>Sends a genuine callback.</summary>
    public static Task<HttpStatusCode> CallAsync(this WebhookHost host, string body, string provider = "mux", string secret = Secret) =>
        host.SendAsync(body, Signature(body, host.Time.GetUtcNow(), secret), provider);

    public static async Task<HttpStatusCode> SendAsync(this WebhookHost host, string body, string? signature, string provider = "mux")
    {
        using var answer = await host.RequestAsync(HttpMethod.Post, $"/callbacks/{provider}", new StringContent(body), signature);
        return answer.StatusCode;
    }

    public static async Task<HttpResponseMessage> RequestAsync(this WebhookHost host, HttpMethod method, string path, HttpContent? content, string? signature, int? port = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, $"http://127.0.0.1:{port ?? host.CallbackPort}{path}") { Content = content };
        if (signature is not null) request.Headers.TryAddWithoutValidation("Mux-Signature", signature);
        var answer = await http.SendAsync(request);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty("an answer says nothing but its status");
        return answer;
    }

    /// <summary>The patches, once there are that many: the asset and what is written.</summary>
    public static async Task<string[]> PatchedAsync(this WebhookHost host, int count)
    {
        await WebhookHost.UntilAsync(() => Task.FromResult(host.Cluster.Patches.Count >= count));
        return [.. host.Cluster.Patches.Select(p => $"{p.Path.Split('/')[^1]} {p.Body}").Order(StringComparer.Ordinal)];
    }

    public static string Patch(string asset, string id) => $"{asset} {{\"metadata\":{{\"annotations\":{{\"onair.dev/callback\":\"{id}\"}}}}}}";
}
