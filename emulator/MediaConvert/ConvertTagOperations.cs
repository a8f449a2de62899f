using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaConvert;

/// <summary>Tags of jobs, queues and job templates, by ARN.</summary>
internal sealed class ConvertTagOperations(MediaConvertAccount account)
{
    public JsonObject List(JsonObject input)
    {
        var arn = input.Required("arn");
        IReadOnlyDictionary<string, string> found = new Dictionary<string, string>();
        Change(arn, tags => found = tags, write: false);
        return new JsonObject { ["resourceTags"] = new JsonObject { ["arn"] = arn, ["tags"] = found.ToJson() } };
    }

    public JsonObject Add(JsonObject input) => Change(input.Required("arn"), tags => Tags.Checked(Tags.With(tags, input.Map("tags")), MediaConvertErrors.BadRequest), write: true);

    public JsonObject Remove(JsonObject input) => Change(input.Required("arn"), tags => Tags.Without(tags, input.Texts("tagKeys")), write: true);

    private JsonObject Change(
        string arn, Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> change, bool write)
    {
        lock (account.Gate)
        {
            if (account.Jobs.TryGet(account.Name("jobs", arn), out var job) && arn == account.Arn("jobs", job.Id))
                Write(account.Jobs, job with { Tags = change(job.Tags) });
            else if (account.Queues.TryGet(account.Name("queues", arn), out var queue) && arn == account.Arn("queues", queue.Name))
                Write(account.Queues, queue with { Tags = change(queue.Tags) });
            else if (account.Templates.TryGet(account.Name("jobTemplates", arn), out var template) && arn == account.Arn("jobTemplates", template.Name))
                Write(account.Templates, template with { Tags = change(template.Tags) });
            else
                throw new OperationException("NotFoundException", $"The specified resource was not found: {arn}.");
        }

        return [];

        void Write<T>(Table<T> table, T row)
            where T : class
        {
            if (write) table.Put(row);
        }
    }
}
