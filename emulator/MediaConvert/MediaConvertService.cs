using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.MediaConvert;

/// <summary>AWS Elemental MediaConvert.</summary>
internal sealed class MediaConvertService(
    MediaConvertAccount account, JobOperations jobs, QueueOperations queues, JobTemplateOperations templates, ConvertTagOperations tags) : IAwsService
{
    /// <inheritdoc/>
    public string Service => "mediaconvert";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Handlers => field ??= new Dictionary<string, Func<JsonObject, JsonObject>>
    {
        ["CreateJob"] = jobs.Create,
        ["GetJob"] = jobs.Get,
        ["ListJobs"] = jobs.List,
        ["CancelJob"] = jobs.Cancel,
        ["CreateQueue"] = queues.Create,
        ["GetQueue"] = queues.Get,
        ["CreateJobTemplate"] = templates.Create,
        ["GetJobTemplate"] = templates.Get,
        ["TagResource"] = tags.Add,
        ["UntagResource"] = tags.Remove,
        ["ListTagsForResource"] = tags.List,
        ["DescribeEndpoints"] = _ => new JsonObject
        {
            ["endpoints"] = new JsonArray(new JsonObject { ["url"] = account.Options.ViewerBase().ToString().TrimEnd('/') }),
        },
    };
}
