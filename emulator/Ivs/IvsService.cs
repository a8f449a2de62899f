using System.Text.Json.Nodes;
using Onair.Emulator.Ivs.Streams;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.Ivs;

/// <summary>Amazon IVS, low-latency streaming.</summary>
internal sealed class IvsService(
    ChannelOperations channels, StreamKeyOperations keys, StreamOperations streams, RecordingOperations recordings,
    PlaybackKeyOperations playbackKeys, IvsTagOperations tags) : IAwsService
{
    /// <inheritdoc/>
    public string Service => "ivs";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Handlers { get; } = new Dictionary<string, Func<JsonObject, JsonObject>>
    {
        ["CreateChannel"] = channels.Create,
        ["GetChannel"] = channels.Get,
        ["UpdateChannel"] = channels.Update,
        ["DeleteChannel"] = channels.Delete,
        ["ListChannels"] = channels.List,
        ["CreateStreamKey"] = keys.Create,
        ["GetStreamKey"] = keys.Get,
        ["BatchGetStreamKey"] = keys.GetBatch,
        ["DeleteStreamKey"] = keys.Delete,
        ["ListStreamKeys"] = keys.List,
        ["GetStream"] = streams.Get,
        ["ListStreams"] = streams.List,
        ["StopStream"] = streams.Stop,
        ["CreateRecordingConfiguration"] = recordings.Create,
        ["GetRecordingConfiguration"] = recordings.Get,
        ["DeleteRecordingConfiguration"] = recordings.Delete,
        ["ListRecordingConfigurations"] = recordings.List,
        ["ImportPlaybackKeyPair"] = playbackKeys.Import,
        ["GetPlaybackKeyPair"] = playbackKeys.Get,
        ["DeletePlaybackKeyPair"] = playbackKeys.Delete,
        ["ListPlaybackKeyPairs"] = playbackKeys.List,
        ["TagResource"] = tags.Tag,
        ["UntagResource"] = tags.Untag,
        ["ListTagsForResource"] = tags.List,
    };
}
