using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaConvert;

/// <summary>Jobs.</summary>
internal sealed class JobOperations(MediaConvertAccount account, JobRunner runner, ShapeDefaults defaults)
{
    /// <summary>How long a request token returns the job that it created, in AWS seconds.</summary>
    private const double TokenSeconds = 60;

    /// <summary>AWS's page size.</summary>
    private const int PageSize = 20;

    private static readonly string[] NotEmulated = ["hopDestinations", "simulateReservedQueue"];

    public JsonObject Create(JsonObject input)
    {
        lock (account.Gate)
        {
            if (input.Text("clientRequestToken") is { } token && account.Jobs.Rows.FirstOrDefault(j => j.Token == token && IsFresh(j)) is { } replayed)
                return Answer(replayed);
            var queue = account.Queue(input.Text("queue") ?? MediaConvertAccount.DefaultQueue);
            var settings = Settings(input);
            var request = Request(input);
            return Answer(runner.Enter(
                new Job
                {
                    Id = account.NewJobId(),
                    SubmittedAt = account.Now,
                    Queue = queue.Name,
                    Request = request,
                    Settings = settings,
                    Tags = Tags.Checked(input.Map("tags"), MediaConvertErrors.BadRequest),
                },
                JobStatus.Submitted));
        }
    }

    public JsonObject Get(JsonObject input) => Answer(account.Job(input.Required("id")));

    public JsonObject List(JsonObject input)
    {
        var queue = input.Text("queue") is { } name ? account.Queue(name).Name : null;
        var status = input.Text("status");
        return Page.Of(
            account.Jobs.Rows.Where(j => (queue is null || j.Queue == queue) && (status is null || j.Status.Wire() == status)),
            input, "jobs", j => j.Id, Document, MediaConvertErrors.BadRequest, PageSize, descending: input.Text("order") != "ASCENDING");
    }

    public JsonObject Cancel(JsonObject input)
    {
        lock (account.Gate)
        {
            var job = account.Job(input.Required("id"));
            if (job.Status.IsOver()) throw MediaConvertErrors.Conflict($"Job {job.Id} cannot be canceled while its status is {job.Status.Wire()}");
            runner.Enter(job, JobStatus.Canceled);
            return [];
        }
    }

    private JsonObject Settings(JsonObject input)
    {
        var settings = (JsonObject)input["settings"]!;
        if (input.Text("jobTemplate") is { } name) settings = TemplateSettings.Merge((JsonObject)account.Template(name).Document["settings"]!, settings);
        settings = defaults.Fill(settings, "JobSettings");
        List<Violation> violations =
        [
            .. NotEmulated.Where(m => input[m] is JsonArray { Count: > 0 } or JsonValue).Where(m => input.At(m)?.ToString() != "DISABLED")
                .Select(m => new Violation(m, "is not emulated")),
            .. JobRules.Check(settings),
        ];
        return violations.Count == 0 ? settings : throw MediaConvertErrors.BadRequest(violations);
    }

    private JsonObject Request(JsonObject input)
    {
        var request = input.Copy();
        foreach (var member in (string[])["settings", "tags", "queue"]) request.Remove(member);
        if (input.Text("jobTemplate") is { } template) request["jobTemplate"] = account.Arn("jobTemplates", account.Template(template).Name);
        request["accelerationSettings"] ??= new JsonObject { ["mode"] = "DISABLED" };
        request["billingTagsSource"] ??= "JOB";
        request["priority"] ??= 0;
        request["statusUpdateInterval"] ??= "SECONDS_60";
        request["userMetadata"] ??= new JsonObject();
        return request;
    }

    private bool IsFresh(Job job) => account.Now < job.SubmittedAt + account.Options.Delay(TokenSeconds);

    private JsonObject Answer(Job job) => new() { ["job"] = Document(job) };

    private JsonObject Document(Job job) => JobDocument.Of(job, account.Arn("jobs", job.Id), account.Arn("queues", job.Queue), runner.Progress(job.Id));
}
