using System.Text.Json;
using Onair.Api.VideoAssets;
using Onair.Events;
using Onair.Events.Data;
using Onair.Events.Kinds;
using Onair.Events.Transitions;

namespace Onair.Gateway.Telemetry;

/// <summary>What a page shows, as the gateway knows it: pages are not believed about it.</summary>
/// <param name="Subject">What links to the page are for, e.g. <c>talks/livestreams/keynote</c>. A session has one.</param>
/// <param name="Source">The source of its events, as CloudEvents has it.</param>
/// <param name="Data">What events say of it.</param>
internal sealed record Watched(string Subject, string Source, WatchedData Data)
{
    /// <summary>The video, with its chapters; null for a stream and for an external URL.</summary>
    public VideoAssetData? Video { get; init; }

    /// <summary>An external URL, which the page has checked.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="name">The name that the viewer gave it.</param>
    public static Watched External(string url, string name)
    {
        var data = WatchedMapping.External(url, name);
        return new($"external/{data.Id}", $"/video-player/external/{data.Id}", data);
    }

    /// <summary>A video as its event has it.</summary>
    public static VideoAssetData? VideoOf(VideoAsset asset, DateTimeOffset now) => JsonSerializer.Deserialize(
        VideoAssetEventKind.Definition.Data(asset, new Transition(PlayerEventTypes.TypeOf(PlayerEventTypes.VideoView)), now), EventJson.Wire.VideoAssetData);
}
