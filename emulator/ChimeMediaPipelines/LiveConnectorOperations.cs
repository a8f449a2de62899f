using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.ChimeMediaPipelines;

/// <summary>
/// Media live connector pipelines of the Amazon Chime SDK: their states, and no media. Their deletion takes a while; then they are not found
/// ("Creating media live connector pipelines" in the Amazon Chime SDK developer guide, and the API reference).
/// </summary>
internal sealed class LiveConnectorOperations(FileStore files, EmulatorOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Table<LiveConnectorPipeline> _pipelines = new(files, "chime-pipelines", ChimeMediaPipelinesJson.Default.LiveConnectorPipeline, p => p.Id);

    private DateTimeOffset Now => time.GetUtcNow();

    public JsonObject Create(JsonObject input)
    {
        var token = input.Text("ClientRequestToken") ?? Guid.NewGuid().ToString();
        lock (_gate)
        {
            if (Existing.FirstOrDefault(p => p.Token == token) is { } same) return Answer(same);
            var meeting = MeetingOf(input);
            // "You can create up to one media live connector pipeline per Amazon Chime SDK meeting" (the guide's "Creating media pipelines").
            if (Existing.Any(p => p.StoppedAt is null && MeetingOf(p.Settings) == meeting))
                throw LimitReached(meeting);
            if (Existing.Count(p => p.StoppedAt is null) >= options.Quotas.MediaPipelines) throw LimitReached(meeting);
            return Answer(_pipelines.Put(new()
            {
                Id = Guid.NewGuid().ToString(),
                Token = token,
                CreatedAt = Now,
                InProgressAt = Now + options.Delay(10),
                Settings = new JsonObject { ["Sources"] = input["Sources"]!.DeepClone(), ["Sinks"] = input["Sinks"]!.DeepClone() },
                Tags = Tags.Checked(TagsOf(input["Tags"]), BadRequest),
            }));
        }
    }

    // AWS names neither quota nor value: https://github.com/aws/amazon-chime-sdk-js/issues/2100 has the sentence for a capture pipeline.
    private static OperationException LimitReached(string meeting) => new(
        "ResourceLimitExceededException",
        $"Cannot create new media live connector pipeline for source type 'ChimeSdkMeeting' and source arn '{meeting}'. Limit reached");

    public JsonObject Get(JsonObject input) => new() { ["MediaPipeline"] = Answer(Find(input.Required("mediaPipelineId"))) };

    public JsonObject List(JsonObject input)
    {
        var page = new JsonObject { ["maxResults"] = input["max-results"]?.DeepClone(), ["nextToken"] = input["next-token"]?.DeepClone() };
        var output = Page.Of(Existing.ToList(), page, "MediaPipelines", p => p.Id, Summary, BadRequest);
        if (output.Text("nextToken") is { } next)
        {
            output.Remove("nextToken");
            output["NextToken"] = next;
        }

        return output;
    }

    public JsonObject Delete(JsonObject input)
    {
        lock (_gate)
        {
            var row = Find(input.Required("mediaPipelineId"));
            if (row.StoppedAt is null) _pipelines.Put(row with { StoppedAt = Now + options.Delay(5) });
            return [];
        }
    }

    public JsonObject ListTags(JsonObject input) => new()
    {
        ["Tags"] = new JsonArray([.. Of(input).Tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value })]),
    };

    public JsonObject Tag(JsonObject input) => Change(input, tags => Tags.Checked(Tags.With(tags, TagsOf(input["Tags"])), BadRequest));

    public JsonObject Untag(JsonObject input) => Change(input, tags => Tags.Without(tags, input.Texts("TagKeys")));

    /// <summary>Lets a pipeline fail, as one does whose meeting ends.</summary>
    public void Fail(string id)
    {
        lock (_gate) _pipelines.Put(Find(id) with { Failed = true });
    }

    // What was stopped is gone.
    private IEnumerable<LiveConnectorPipeline> Existing => _pipelines.Rows.Where(p => p.StoppedAt is not { } stopped || Now < stopped);

    private LiveConnectorPipeline Find(string id) => Existing.FirstOrDefault(p => p.Id == id)
        ?? throw new OperationException("NotFoundException", $"The media pipeline '{id}' was not found");

    private LiveConnectorPipeline Of(JsonObject input)
    {
        var arn = input.Text("ResourceARN") ?? input.Required("arn");
        return Existing.FirstOrDefault(p => Arn(p.Id) == arn) ?? throw new OperationException("NotFoundException", $"The resource '{arn}' was not found");
    }

    private JsonObject Change(JsonObject input, Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> change)
    {
        lock (_gate)
        {
            var row = Of(input);
            _pipelines.Put(row with { Tags = change(row.Tags) });
            return [];
        }
    }

    private string Arn(string id) => $"arn:aws:chime:{options.Region}:{options.AccountId}:media-pipeline/{id}";

    private JsonObject Summary(LiveConnectorPipeline row) => new() { ["MediaPipelineId"] = row.Id, ["MediaPipelineArn"] = Arn(row.Id) };

    private JsonObject Answer(LiveConnectorPipeline row)
    {
        var pipeline = row.Settings.Copy();
        pipeline["MediaPipelineId"] = row.Id;
        pipeline["MediaPipelineArn"] = Arn(row.Id);
        pipeline["Status"] = row.StoppedAt is not null ? "Stopping" : row.Failed ? "Failed" : Now < row.InProgressAt ? "Initializing" : "InProgress";
        pipeline["CreatedTimestamp"] = row.CreatedAt.UtcDateTime.ToString("O");
        pipeline["UpdatedTimestamp"] = Now.UtcDateTime.ToString("O");
        return new JsonObject { ["MediaLiveConnectorPipeline"] = pipeline };
    }

    private static Dictionary<string, string> TagsOf(JsonNode? tags) =>
        (tags as JsonArray ?? []).ToDictionary(t => t!.Required("Key"), t => t!.Text("Value") ?? "", StringComparer.Ordinal);

    private static string MeetingOf(JsonObject settings) => settings.Items("Sources").First().Required("ChimeSdkMeetingLiveConnectorConfiguration.Arn");

    private static OperationException BadRequest(string message) => new("BadRequestException", message);
}
