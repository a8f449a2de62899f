using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.S3;
using Onair.Emulator.State;

namespace Onair.Emulator.Ivs;

/// <summary>Recording configurations. They are usable once they are ACTIVE, and cannot be edited.</summary>
internal sealed class RecordingOperations(IvsAccount account, IObjectStore buckets)
{
    /// <summary>Of <c>maxResults</c>, in IVS's API reference.</summary>
    private const int PageSize = 100;

    /// <summary>How long it is CREATING, in AWS seconds; AWS documents no figure.</summary>
    private const double CreatingSeconds = 5;

    private static readonly string[] Members =
        ["name", "destinationConfiguration", "thumbnailConfiguration", "recordingReconnectWindowSeconds", "renditionConfiguration"];

    public JsonObject Create(JsonObject input)
    {
        lock (account.Gate)
        {
            var quota = account.Options.Quotas.IvsRecordingConfigurations;
            if (account.Recordings.Rows.Count >= quota) throw IvsErrors.Quota("recording configurations", quota);
            if (input.Text("destinationConfiguration.s3.bucketName") is not { } bucket)
                throw IvsErrors.Invalid([new Violation("destinationConfiguration.s3", "is required")]);
            return Document(account.Recordings.Put(new RecordingConfiguration
            {
                Id = IvsAccount.NewId(),
                Settings = Settings(input),
                Due = account.Now + account.Options.Delay(CreatingSeconds),
                Failed = !buckets.BucketExists(bucket),
                Tags = Tags.Checked(input.Map("tags"), IvsErrors.Invalid),
            }));
        }
    }

    public JsonObject Get(JsonObject input) => Document(account.Recording(input.Required("arn")));

    public JsonObject List(JsonObject input) =>
        Page.Of(account.Recordings.Rows, input, "recordingConfigurations", r => r.Id, Summary, IvsErrors.Invalid, PageSize);

    public JsonObject Delete(JsonObject input)
    {
        lock (account.Gate)
        {
            var arn = input.Required("arn");
            var row = account.Recording(arn);
            if (account.Channels.Rows.FirstOrDefault(c => c.Settings.Text("recordingConfigurationArn") == arn) is { } user)
                throw IvsErrors.Conflict($"Resource: {arn} is in use by {account.Arn(IvsKinds.Channel, user.Id)}");
            account.Recordings.Remove(row.Id);
            return [];
        }
    }

    /// <summary>Refuses a configuration that a channel cannot record with.</summary>
    /// <param name="arn">Empty for no recording.</param>
    /// <exception cref="OperationException">It does not exist, or is not ACTIVE.</exception>
    public void CheckUsable(string arn)
    {
        if (arn.Length > 0 && State(account.Recording(arn)) is var state and not "ACTIVE")
            throw IvsErrors.Invalid([new Violation("recordingConfigurationArn", $"value '{arn}' must be ACTIVE, not {state}")]);
    }

    private static JsonObject Settings(JsonObject input)
    {
        var settings = new JsonObject { ["name"] = "", ["recordingReconnectWindowSeconds"] = 0 };
        foreach (var member in Members.Where(m => input[m] is not null)) settings[member] = input[member]!.DeepClone();
        var thumbnails = settings["thumbnailConfiguration"] as JsonObject ?? [];
        thumbnails["recordingMode"] ??= "INTERVAL";
        if (thumbnails.Text("recordingMode") == "INTERVAL") thumbnails["targetIntervalSeconds"] ??= 60;
        thumbnails["storage"] ??= new JsonArray("SEQUENTIAL");
        settings["thumbnailConfiguration"] = thumbnails.Copy();
        settings["renditionConfiguration"] ??= new JsonObject { ["renditionSelection"] = "ALL", ["renditions"] = new JsonArray() };
        return settings;
    }

    /// <summary>The creation has no side effect, so its state follows from the clock.</summary>
    private string State(RecordingConfiguration row) => account.Now < row.Due ? "CREATING" : row.Failed ? "CREATE_FAILED" : "ACTIVE";

    private JsonObject Document(RecordingConfiguration row)
    {
        var document = row.Settings.Copy();
        document["arn"] = account.Arn(IvsKinds.RecordingConfiguration, row.Id);
        document["state"] = State(row);
        document["tags"] = row.Tags.ToJson();
        return new JsonObject { ["recordingConfiguration"] = document };
    }

    private JsonObject Summary(RecordingConfiguration row) => new()
    {
        ["arn"] = account.Arn(IvsKinds.RecordingConfiguration, row.Id),
        ["name"] = row.Settings.Text("name"),
        ["destinationConfiguration"] = row.Settings["destinationConfiguration"]!.DeepClone(),
        ["state"] = State(row),
        ["tags"] = row.Tags.ToJson(),
    };
}
