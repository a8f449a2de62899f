using System.Globalization;
using System.Text.Json.Nodes;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Tests.E2E.Cluster;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Events;

/// <summary>A stream of one small rendition and what people see of it with kubectl.</summary>
internal static class Show
{
    public const string Size = "320x180";
    public const int Width = 320;
    public const int Height = 180;
    public const int FrameRate = 10;
    public const int SegmentSeconds = 2;

    public static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);
    public static readonly TimeSpan InAWhile = TimeSpan.FromMinutes(3);

    /// <summary>A spec, declared to run, with a window of five segments; <paramref name="other"/> are members that are otherwise.</summary>
    public static JsonObject Spec(string provider = Environment.ProviderName, params (string Name, JsonNode Value)[] other)
    {
        var spec = Usual(provider);
        foreach (var (name, value) in other) spec[name] = value;
        return spec;
    }

    /// <summary>The push URL, key included.</summary>
    public static async Task<string> PushUrlAsync(this TestStream stream) =>
        (await Eventually.GetAsync("the push URL", stream.StreamKeySecretAsync, it => it.ContainsKey("url-0"), InAWhile))["url-0"];

    /// <summary>Waits until the channel runs, which is when a push is taken; the push URL of each pipeline.</summary>
    public static async Task<IReadOnlyList<string>> PushUrlsAsync(this TestStream stream)
    {
        await stream.WaitForConditionAsync(ConditionTypes.Ready, InAWhile);
        var secret = await Eventually.GetAsync("the push URL", stream.StreamKeySecretAsync, it => it.ContainsKey("url-0"), Soon);
        return [.. secret.Where(it => it.Key.StartsWith("url-", StringComparison.Ordinal)).OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => it.Value)];
    }

    /// <summary>The master playlist at the origin.</summary>
    public static async Task<Uri> OriginAsync(this TestStream stream) =>
        new((await stream.StatusAsync()).Playback?.Url ?? throw new InvalidOperationException($"{stream.Name} has no status.playback.url"));

    /// <summary>Waits until a condition has the reason; its message.</summary>
    public static async Task<string> MessageAsync(this TestStream stream, string type, string reason) =>
        (await stream.UntilAsync($"{type} because of {reason}", it => it.Condition(type)?.Reason == reason, Soon)).Condition(type)!.Message;

    /// <summary>Waits until the status is as wanted.</summary>
    public static Task<LiveStreamStatus> UntilAsync(this TestStream stream, string what, Func<LiveStreamStatus, bool> isGood, TimeSpan timeout) =>
        Eventually.GetAsync($"{stream.Name}: {what}", stream.StatusAsync, isGood, timeout);

    /// <summary>Waits until video arrives at the channel.</summary>
    public static Task<LiveStreamStatus> OnAirAsync(this TestStream stream) => stream.UntilAsync(
        "video arrives",
        it => it.CurrentSessionId is not null && it.Condition("Receiving")?.Status == ConditionStatus.True,
        InAWhile);

    public static Condition? Condition(this LiveStreamStatus status, string type) => status.Conditions.SingleOrDefault(it => it.Type == type);

    /// <summary>Waits for an Event of the stream.</summary>
    /// <returns>Its message, and when the API server took it, in whole seconds.</returns>
    public static async Task<(string Message, DateTimeOffset At)> EventAsync(this Kubectl kubectl, TestStream stream, string reason, string part = "")
    {
        var found = await Eventually.GetAsync(
            $"an Event {reason} with \"{part}\"",
            async () => (await kubectl.GetAsync("events", "--namespace", stream.Name))["items"]!.AsArray()
                .Where(it => (string?)it!["reason"] == reason)
                .Select(it => (Message: (string)it!["message"]!, At: DateTimeOffset.Parse((string)it["metadata"]!["creationTimestamp"]!, CultureInfo.InvariantCulture)))
                .ToList(),
            them => them.Exists(it => it.Message.Contains(part, StringComparison.Ordinal)),
            Soon);
        return found.First(it => it.Message.Contains(part, StringComparison.Ordinal));
    }

    private static JsonObject Usual(string provider) => new()
    {
        ["state"] = nameof(StreamState.Running),
        ["providerRef"] = new JsonObject { ["name"] = provider },
        ["encoder"] = new JsonObject
        {
            ["renditions"] = new JsonArray(
                new JsonObject { ["width"] = Width, ["height"] = Height, ["bitrate"] = 200_000, ["frameRate"] = FrameRate }),
        },
        ["packaging"] = new JsonObject { ["segmentSeconds"] = SegmentSeconds, ["playlistWindowSeconds"] = 10, ["startoverWindowSeconds"] = 60 },
        ["archive"] = new JsonObject { ["segmentSeconds"] = 10 },
    };
}
