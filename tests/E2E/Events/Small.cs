using System.Text.Json.Nodes;
using Onair.Api.LiveStreams;
using Onair.Tests.E2E.Cluster;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Events;

/// <summary>A stream of one small rendition: several of them run at once on a small machine.</summary>
internal static class Small
{
    public const int Width = 320;
    public const int Height = 180;
    public const int FrameRate = 10;
    public const int SegmentSeconds = 2;

    public static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan InAWhile = TimeSpan.FromMinutes(3);

    /// <summary>The spec; <paramref name="more"/> are members that it has besides.</summary>
    public static JsonObject Spec(
        string provider = Environment.ProviderName, StreamState state = StreamState.Running, params (string Name, JsonNode Value)[] more)
    {
        var spec = new JsonObject
        {
            ["state"] = state.ToString(),
            ["providerRef"] = new JsonObject { ["name"] = provider },
            ["encoder"] = new JsonObject
            {
                ["renditions"] = new JsonArray(
                    new JsonObject { ["width"] = Width, ["height"] = Height, ["bitrate"] = 200_000, ["frameRate"] = FrameRate }),
            },
            ["packaging"] = new JsonObject { ["segmentSeconds"] = SegmentSeconds },
            ["archive"] = new JsonObject { ["segmentSeconds"] = 10 },
        };
        foreach (var (name, value) in more) spec[name] = value;
        return spec;
    }

    /// <summary>Waits until the channel runs, which is when a push is taken; the push URLs with the key, one for each pipeline.</summary>
    public static async Task<IReadOnlyList<string>> PushUrlsAsync(TestStream stream)
    {
        await stream.WaitForConditionAsync("Ready", InAWhile);
        var secret = await Eventually.GetAsync("the push URL", stream.StreamKeySecretAsync, it => it.ContainsKey("url-0"), Soon);
        return [.. secret.Where(it => it.Key.StartsWith("url-", StringComparison.Ordinal)).OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => it.Value)];
    }

    /// <summary>The master playlist at the origin.</summary>
    public static async Task<Uri> OriginAsync(TestStream stream) => new((await stream.StatusAsync()).Playback?.Url ?? throw new InvalidOperationException(
        $"{stream.Name} has no status.playback.url"));

    /// <summary>Waits until a condition has the reason; its message.</summary>
    public static async Task<string> MessageAsync(TestStream stream, string type, string reason, TimeSpan timeout) =>
        (await Eventually.GetAsync($"{stream.Name}: {type} because of {reason}", () => stream.ConditionAsync(type), it => it?.Reason == reason, timeout))!.Message;
}
