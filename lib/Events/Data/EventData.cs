using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Onair.Api.ArchiveSplits;
using Onair.Api.Connectors;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Api.VideoAssets;
using Onair.Events.Transitions;

namespace Onair.Events.Data;

/// <summary>The data of events: the resource after a transition, as JSON text. Pure functions.</summary>
public static class EventData
{
    /// <summary>The maximum size of data, in bytes of UTF-8.</summary>
    public const int MaxBytes = 16_000;

    /// <summary>Of a LiveStream.</summary>
    /// <param name="stream">The resource, with the transition recorded.</param>
    /// <param name="transition">What happened.</param>
    /// <param name="at">When.</param>
    /// <returns>A JSON object of at most 16 kB.</returns>
    public static string Of(LiveStream stream, Transition transition, DateTimeOffset at) =>
        Fitting(truncation => LiveStreamMapping.Of(stream, transition, at, truncation), EventJson.Wire.LiveStreamData);

    /// <summary>Of an ArchiveSplit.</summary>
    /// <param name="split">The resource, with the transition recorded.</param>
    /// <param name="transition">What happened.</param>
    /// <param name="at">When.</param>
    /// <returns>A JSON object of at most 16 kB.</returns>
    public static string Of(ArchiveSplit split, Transition transition, DateTimeOffset at) =>
        Fitting(truncation => ArchiveSplitMapping.Of(split, transition, at, truncation), EventJson.Wire.ArchiveSplitData);

    /// <summary>Of an IvsChannel.</summary>
    /// <param name="channel">The resource, with the transition recorded.</param>
    /// <param name="transition">What happened.</param>
    /// <param name="at">When.</param>
    /// <returns>A JSON object of at most 16 kB.</returns>
    public static string Of(IvsChannel channel, Transition transition, DateTimeOffset at) =>
        Fitting(truncation => IvsChannelMapping.Of(channel, transition, at, truncation), EventJson.Wire.IvsChannelData);

    /// <summary>Of a VideoAsset.</summary>
    /// <param name="asset">The resource, with the transition recorded.</param>
    /// <param name="transition">What happened.</param>
    /// <param name="at">When.</param>
    /// <returns>A JSON object of at most 16 kB.</returns>
    public static string Of(VideoAsset asset, Transition transition, DateTimeOffset at) =>
        Fitting(truncation => VideoAssetMapping.Of(asset, transition, at, truncation), EventJson.Wire.VideoAssetData);

    /// <summary>Of a Connector.</summary>
    /// <param name="connector">The resource, with the transition recorded.</param>
    /// <param name="transition">What happened.</param>
    /// <param name="at">When.</param>
    /// <returns>A JSON object of at most 16 kB.</returns>
    public static string Of(Connector connector, Transition transition, DateTimeOffset at) =>
        Fitting(truncation => ConnectorMapping.Of(connector, transition, at, truncation), EventJson.Wire.ConnectorData);

    private static string Fitting<T>(Func<Truncation, T> map, JsonTypeInfo<T> type)
        where T : ResourceEventData
    {
        var text = "";
        foreach (var limits in Limits.Tighter)
        {
            var truncation = new Truncation(limits);
            text = JsonSerializer.Serialize(map(truncation) with { Truncated = truncation.Truncated }, type);
            if (Encoding.UTF8.GetByteCount(text) <= MaxBytes) break;
        }

        return text;
    }
}
