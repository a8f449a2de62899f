using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Onair.Api.VideoAssets;
using Onair.Tests.E2E.Tools;
using Onair.Tests.Recordings;

namespace Onair.Tests.E2E.Videos;

/// <summary>A VideoAsset, by default in a namespace of its own. It goes with the test, however the test ends.</summary>
internal sealed class TestAsset : IAsyncDisposable
{
    private const int ChunkBytes = 256 * 1024;

    private readonly Kubectl _kubectl;
    private readonly bool _isOwn;

    private TestAsset(Kubectl kubectl, string name, string? existing) => (_kubectl, Name, Namespace, _isOwn) = (kubectl, name, existing ?? name, existing is null);

    public string Name { get; }

    public string Namespace { get; }

    /// <param name="kubectl">The cluster.</param>
    /// <param name="spec">Of the asset.</param>
    /// <param name="existing">A namespace that exists; null for one of its own.</param>
    public static async Task<TestAsset> ApplyAsync(Kubectl kubectl, JsonObject spec, string? existing = null)
    {
        var asset = new TestAsset(kubectl, $"e2e-{Guid.NewGuid():N}"[..12], existing);
        try
        {
            if (asset._isOwn) await kubectl.RunAsync("create", "namespace", asset.Namespace);
            await kubectl.ApplyAsync(new()
            {
                ["apiVersion"] = "onair.dev/v1alpha1",
                ["kind"] = "VideoAsset",
                ["metadata"] = new JsonObject { ["name"] = asset.Name, ["namespace"] = asset.Namespace },
                ["spec"] = spec,
            });
            return asset;
        }
        catch
        {
            await asset.DisposeAsync();
            throw;
        }
    }

    public Task<JsonNode> GetAsync() => _kubectl.GetAsync("videoasset", Name, "--namespace", Namespace);

    public async Task<string> UidAsync() => (string)(await GetAsync())["metadata"]!["uid"]!;

    public async Task<VideoAssetStatus> StatusAsync() => (await GetAsync())["status"].As<VideoAssetStatus>();

    /// <summary>The callback that was the last to be heard of; null when none was.</summary>
    public async Task<string?> CallbackAsync() => (string?)(await GetAsync())["metadata"]!["annotations"]?["onair.dev/callback"];

    public async Task<VideoAssetStatus> PlaysAsync(TimeSpan timeout)
    {
        try
        {
            await _kubectl.RunAsync("wait", $"videoasset/{Name}", "--namespace", Namespace, "--for=condition=Ready", $"--timeout={timeout.TotalSeconds}s");
        }
        catch (Exception e)
        {
            throw new TimeoutException($"{e.Message}\n{await _kubectl.TryAsync("describe", "videoasset", "--namespace", Namespace)}", e);
        }

        return await StatusAsync();
    }

    public async Task<IReadOnlyDictionary<string, string>> SecretAsync(string suffix)
    {
        var data = (await _kubectl.GetAsync("secret", $"{Name}-{suffix}", "--namespace", Namespace))["data"]!.AsObject();
        return data.ToDictionary(entry => entry.Key, entry => Encoding.UTF8.GetString(Convert.FromBase64String((string)entry.Value!)));
    }

    /// <summary>Sends a file to the URL in the Secret in chunks, as UpChunk does.</summary>
    public async Task UploadAsync(string file, TimeSpan timeout)
    {
        var url = (await Eventually.GetAsync("the upload URL", () => SecretAsync("upload"), it => it.ContainsKey("url"), timeout))["url"];
        using var http = new HttpClient();
        var content = await File.ReadAllBytesAsync(file);
        for (var at = 0; at < content.Length; at += ChunkBytes)
        {
            var end = Math.Min(at + ChunkBytes, content.Length);
            using var chunk = new ByteArrayContent(content, at, end - at);
            chunk.Headers.ContentRange = new ContentRangeHeaderValue(at, end - 1, content.Length);
            using var answer = await http.PutAsync(new Uri(url), chunk);
            ((int)answer.StatusCode).ShouldBe(end < content.Length ? 308 : 200, await answer.Content.ReadAsStringAsync());
        }
    }

    /// <summary>Deletes it, which waits for its finalizer.</summary>
    public Task DeleteAsync(TimeSpan timeout) => _kubectl.RunAsync("delete", "videoasset", Name, "--namespace", Namespace, $"--timeout={timeout.TotalSeconds}s");

    public async ValueTask DisposeAsync() =>
        await (_isOwn ? _kubectl.TryAsync("delete", "namespace", Namespace, "--wait=false") : _kubectl.TryAsync("delete", "videoasset", Name, "--namespace", Namespace, "--wait=false"));

    /// <summary>Ten seconds with a number in each frame.</summary>
    public static async Task<string> TenSecondsAsync()
    {
        var segment = (await Recording.GetAsync(RecordingSpec.Minute)).Segments[0];
        var file = Path.Combine(Path.GetTempPath(), $"onair-{Guid.NewGuid():N}.mp4");
        (await Tool.RunAsync("ffmpeg", ["-nostdin", "-v", "error", "-y", "-t", "10", "-i", segment, "-c", "copy", "-movflags", "+faststart", file], TimeSpan.FromMinutes(2))).Succeeded();
        return file;
    }
}
