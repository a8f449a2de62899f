using System.Text.Json.Nodes;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaConvert;

/// <summary>On-demand queues, which are all served at the same time.</summary>
internal sealed class QueueOperations(MediaConvertAccount account)
{
    public JsonObject Create(JsonObject input)
    {
        if (input.Text("pricingPlan") is "RESERVED" || input["reservationPlanSettings"] is not null)
            throw MediaConvertErrors.BadRequest("pricingPlan: RESERVED is not emulated: queues are ON_DEMAND");
        var name = input.Required("name");
        lock (account.Gate)
        {
            if (name == MediaConvertAccount.DefaultQueue || account.Queues.TryGet(name, out _))
                throw MediaConvertErrors.Conflict($"Queue already exists: {account.Arn("queues", name)}");
            return Document(account.Queues.Put(new Queue
            {
                Name = name,
                Description = input.Text("description"),
                Status = input.Text("status") ?? "ACTIVE",
                CreatedAt = account.Now,
                Tags = Tags.Checked(input.Map("tags"), MediaConvertErrors.BadRequest),
            }));
        }
    }

    public JsonObject Get(JsonObject input) => Document(account.Queue(input.Required("name")));

    private JsonObject Document(Queue queue)
    {
        var jobs = account.Jobs.Rows.Where(j => j.Queue == queue.Name).ToLookup(j => j.Status);
        return new JsonObject
        {
            ["queue"] = new JsonObject
            {
                ["arn"] = account.Arn("queues", queue.Name),
                ["createdAt"] = queue.CreatedAt.ToUnixTimeSeconds(),
                ["description"] = queue.Description,
                ["lastUpdated"] = queue.CreatedAt.ToUnixTimeSeconds(),
                ["name"] = queue.Name,
                ["pricingPlan"] = "ON_DEMAND",
                ["progressingJobsCount"] = jobs[JobStatus.Progressing].Count(),
                ["status"] = queue.Status,
                ["submittedJobsCount"] = jobs[JobStatus.Submitted].Count(),
                ["type"] = queue.Name == MediaConvertAccount.DefaultQueue ? "SYSTEM" : "CUSTOM",
            },
        };
    }
}
