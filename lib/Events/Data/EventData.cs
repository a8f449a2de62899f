using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Onair.Api.ArchiveSplits;
using Onair.Api.LiveStreams;
using Onair.Api.VideoAssets;
using Onair.Events.Transitions;

namespace Onair.Events.Data;

/// <summary>The data of events: what the resource is after a transition, as JSON text. Pure functions.</summary>
public static class EventData
{
    /// <summary>The most that data has, in bytes of UTF-8.</summary>
    public const int MaxBytes = 16_000;

    /// <summary>Of a LiveStream.</summary>
    /// <param name="stream">As it is with the transition recorded.</param>
    /// <param name="transition">What happened.</param>
    /// <param name="at">When.</param>
    /// <returns>A JSON object of at most 16 kB.</returns>
    public static string Of(LiveStream stream, Transition transition, DateTimeOffset at) =>
        Fitting(cut => LiveStreamMapping.Of(stream, transition, at, cut), EventJson.Wire.LiveStreamData);

    /// <summary>Of an ArchiveSplit.</summary>
    /// <param name="split">As it is with the transition recorded.</param>
    /// <param name="transition">What happened.</param>
    /// <param name="at">When.</param>
    /// <returns>A JSON object of at most 16 kB.</returns>
    public static string Of(ArchiveSplit split, Transition transition, DateTimeOffset at) =>
        Fitting(cut => ArchiveSplitMapping.Of(split, transition, at, cut), EventJson.Wire.ArchiveSplitData);

    /// <summary>Of a VideoAsset.</summary>
    /// <param name="asset">As it is with the transition recorded.</param>
    /// <param name="transition">What happened.</param>
    /// <param name="at">When.</param>
    /// <returns>A JSON object of at most 16 kB.</returns>
    public static string Of(VideoAsset asset, Transition transition, DateTimeOffset at) =>
        Fitting(cut => VideoAssetMapping.Of(asset, transition, at, cut), EventJson.Wire.VideoAssetData);

    private static string Fitting<T>(Func<Cut, T> map, JsonTypeInfo<T> type)
        where T : ResourceEventData
    {
        var text = "";
        foreach (var limits in Limits.Tighter)
        {
            var cut = new Cut(limits);
            text = JsonSerializer.Serialize(map(cut) with { Truncated = cut.Happened }, type);
            if (Encoding.UTF8.GetByteCount(text) <= MaxBytes) break;
        }

        return text;
    }
}
