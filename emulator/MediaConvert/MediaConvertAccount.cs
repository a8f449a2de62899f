using System.Globalization;
using System.Security.Cryptography;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaConvert;

/// <summary>All MediaConvert resources of the account.</summary>
internal sealed class MediaConvertAccount(FileStore files, EmulatorOptions options, TimeProvider time)
{
    /// <summary>The queue that each account has.</summary>
    public const string DefaultQueue = "Default";

    private const string IdLetters = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Held while a decision and its write are one step.</summary>
    public Lock Gate { get; } = new();

    public EmulatorOptions Options { get; } = options;

    public Table<Job> Jobs { get; } = new(files, "mediaconvert-jobs", MediaConvertJson.Default.Job, j => j.Id);

    public Table<Queue> Queues { get; } = new(files, "mediaconvert-queues", MediaConvertJson.Default.Queue, q => q.Name);

    public Table<JobTemplate> Templates { get; } = new(files, "mediaconvert-templates", MediaConvertJson.Default.JobTemplate, t => t.Name);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The moment a number of AWS seconds from now.</summary>
    public DateTimeOffset In(double seconds) => Now + Options.Delay(seconds);

    /// <param name="kind"><c>jobs</c>, <c>queues</c> or <c>jobTemplates</c>.</param>
    /// <param name="name">Its id or name; an ARN stays as it is.</param>
    public string Arn(string kind, string name) =>
        name.StartsWith("arn:", StringComparison.Ordinal) ? name : $"arn:aws:mediaconvert:{Options.Region}:{Options.AccountId}:{kind}/{name}";

    public string NewJobId() =>
        Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) + "-" + RandomNumberGenerator.GetString(IdLetters, 6);

    public Job Job(string id) => Jobs.TryGet(id, out var row) ? row : throw MediaConvertErrors.NotFound("job", "jobArn", Arn("jobs", id));

    /// <param name="name">Name or ARN.</param>
    public Queue Queue(string name) =>
        Queues.TryGet(Name("queues", name), out var row) ? row
        : Name("queues", name) == DefaultQueue ? new Queue { Name = DefaultQueue }
        : throw MediaConvertErrors.NotFound("queue", "queueArn", Arn("queues", name));

    /// <param name="name">Name or ARN.</param>
    public JobTemplate Template(string name) =>
        Templates.TryGet(Name("jobTemplates", name), out var row)
            ? row
            : throw MediaConvertErrors.NotFound("job template", "jobTemplateArn", Arn("jobTemplates", name));

    /// <summary>The name in an ARN of this account; anything else is a name already.</summary>
    public string Name(string kind, string name)
    {
        var prefix = Arn(kind, "");
        return name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
    }
}
