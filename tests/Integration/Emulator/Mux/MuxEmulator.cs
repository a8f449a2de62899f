using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.Emulator.Mux;

/// <summary>The real emulator, as somebody with Mux's token sees it.</summary>
public sealed class MuxEmulator : EmulatorProcess
{
    public const string WebhookSecret = "hush hush";

    private static readonly HttpClient Http = new();

    private static readonly AuthenticationHeaderValue Token = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes("emulator:emulator-secret")));

    private MuxEmulator(WebhookListener? listener)
        : base(new Dictionary<string, string>
        {
            ["Emulator__DelayScale"] = "0.02",
            ["Emulator__PullAllowedCidrs__0"] = "127.0.0.0/8",
            ["Emulator__Mux__WebhookUrl"] = listener?.Url ?? "",
            ["Emulator__Mux__WebhookSecret"] = WebhookSecret,
        })
    {
    }

    /// <summary>What SDKs take for Mux.</summary>
    public string MuxUrl => Url + "/mux";

    /// <summary>Without a token.</summary>
    public HttpClient Viewer => Http;

    public static async Task<MuxEmulator> StartedAsync(WebhookListener? listener = null)
    {
        var emulator = new MuxEmulator(listener);
        await emulator.StartAsync();
        return emulator;
    }

    /// <summary>Calls the API.</summary>
    /// <returns>Status, and <c>data</c> or the error.</returns>
    public async Task<(int Status, JsonNode? Body)> CallAsync(string method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{MuxUrl}/{path}");
        request.Headers.Authorization = Token;
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var json = text.Length == 0 ? null : JsonNode.Parse(text);
        return ((int)answer.StatusCode, json?["data"] ?? json?["error"]);
    }

    /// <summary>An upload that makes an asset with a playback id of a policy.</summary>
    public async Task<(string Id, string Url)> CreateUploadAsync(string policy = "public", string corsOrigin = "")
    {
        var (status, upload) = await CallAsync("POST", "video/v1/uploads", new()
        {
            ["cors_origin"] = corsOrigin,
            ["new_asset_settings"] = new JsonObject { ["playback_policies"] = new JsonArray(policy), ["passthrough"] = "test" },
        });
        status.ShouldBe(201);
        return ((string)upload!["id"]!, (string)upload["url"]!);
    }

    /// <summary>Sends bytes of a file to an upload, from one place to before another.</summary>
    /// <returns>Status, and how far the file is by <c>Range</c>.</returns>
    public async Task<(int Status, long Received)> PutAsync(string url, byte[] file, long from, long to)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent(file[(int)from..(int)to]) };
        request.Content.Headers.TryAddWithoutValidation("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to - 1}/{file.Length}")).ShouldBeTrue();
        return await SendAsync(request);
    }

    /// <summary>Asks an upload how far it is.</summary>
    public async Task<(int Status, long Received)> AskAsync(string url, long total)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent([]) };
        request.Content.Headers.TryAddWithoutValidation("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes */{total}")).ShouldBeTrue();
        return await SendAsync(request);
    }

    /// <summary>The asset of an upload once it is ready or errored.</summary>
    public async Task<JsonNode> SettledAssetAsync(string uploadId, int seconds = 120)
    {
        JsonNode? asset = null;
        await Eventually.ShouldBeAsync(
            async () => (asset = (await CallAsync("GET", $"video/v1/assets?upload_id={uploadId}")).Body!.AsArray().SingleOrDefault()) is not null && (string)asset["status"]! != "preparing",
            () => $"the asset of upload {uploadId} settles; it is {asset?.ToJsonString()}", seconds);
        return asset!;
    }

    private async Task<(int Status, long Received)> SendAsync(HttpRequestMessage request)
    {
        using var answer = await Viewer.SendAsync(request);
        var range = answer.Headers.TryGetValues("Range", out var values) ? values.Single() : null;
        return ((int)answer.StatusCode, range is null ? 0 : long.Parse(range["bytes=0-".Length..], CultureInfo.InvariantCulture) + 1);
    }
}
