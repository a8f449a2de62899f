using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.ChimeMediaPipelines;

/// <summary>Amazon Chime SDK media pipelines.</summary>
internal sealed class ChimeMediaPipelinesService(LiveConnectorOperations pipelines) : IAwsService
{
    /// <inheritdoc/>
    public string Service => "chime";

    /// <inheritdoc/>
    public string Model => "chime-sdk-media-pipelines";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Handlers => field ??= new Dictionary<string, Func<JsonObject, JsonObject>>
    {
        ["CreateMediaLiveConnectorPipeline"] = pipelines.Create,
        ["GetMediaPipeline"] = pipelines.Get,
        ["ListMediaPipelines"] = pipelines.List,
        ["DeleteMediaPipeline"] = pipelines.Delete,
        ["TagResource"] = pipelines.Tag,
        ["UntagResource"] = pipelines.Untag,
        ["ListTagsForResource"] = pipelines.ListTags,
    };
}
