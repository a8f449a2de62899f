using System.Text.Json.Nodes;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaConvert;

/// <summary>Job templates. What is not emulated in one is refused when a job uses it.</summary>
internal sealed class JobTemplateOperations(MediaConvertAccount account)
{
    public JsonObject Create(JsonObject input)
    {
        var name = input.Required("name");
        lock (account.Gate)
        {
            if (account.Templates.TryGet(name, out _))
                throw MediaConvertErrors.Conflict($"Job template already exists: {account.Arn("jobTemplates", name)}");
            var document = input.Copy();
            foreach (var member in (string[])["name", "tags"]) document.Remove(member);
            if (input.Text("queue") is { } queue) document["queue"] = account.Arn("queues", account.Queue(queue).Name);
            return Document(account.Templates.Put(new JobTemplate { Name = name, CreatedAt = account.Now, Document = document, Tags = input.Map("tags") }));
        }
    }

    public JsonObject Get(JsonObject input) => Document(account.Template(input.Required("name")));

    private JsonObject Document(JobTemplate template)
    {
        var document = template.Document.Copy();
        document["arn"] = account.Arn("jobTemplates", template.Name);
        document["createdAt"] = template.CreatedAt.ToUnixTimeSeconds();
        document["lastUpdated"] = template.CreatedAt.ToUnixTimeSeconds();
        document["name"] = template.Name;
        document["type"] = "CUSTOM";
        return new JsonObject { ["jobTemplate"] = document };
    }
}
