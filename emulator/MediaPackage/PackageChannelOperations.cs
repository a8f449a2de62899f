using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaPackage;

/// <summary>MediaPackage channels.</summary>
internal sealed partial class PackageChannelOperations(MediaPackageAccount account)
{
    private static readonly string[] Logs = ["egressAccessLogs", "ingressAccessLogs"];

    public JsonObject Create(JsonObject input)
    {
        var id = CheckId(input.Required("id"));
        lock (account.Gate)
        {
            if (account.Exists(id)) throw MediaPackageAccount.Unprocessable($"id: a channel '{id}' already exists");
            var quota = account.Options.Quotas.PackageChannels;
            if (account.Channels.Rows.Count >= quota)
                throw MediaPackageAccount.Unprocessable($"Resource limit exceeded: the account's quota is {quota} channels");
            var ingest = new JsonArray(IngestEndpoint(), IngestEndpoint());
            return Document(account.Channels.Put(new PackageChannel
            {
                Id = id,
                Token = NewToken(),
                CreatedAt = account.Now,
                Description = input.Text("description") ?? "",
                Settings = new JsonObject { ["hlsIngest"] = new JsonObject { ["ingestEndpoints"] = ingest } },
                Tags = Tags.Checked(input.Map("tags"), MediaPackageAccount.Unprocessable),
            }));
        }
    }

    public JsonObject Describe(JsonObject input) => Document(account.Channel(input.Required("id")));

    public JsonObject List(JsonObject input) =>
        Page.Of(account.Channels.Rows, input, "channels", c => c.Id, Document, MediaPackageAccount.Unprocessable);

    public JsonObject Update(JsonObject input)
    {
        lock (account.Gate)
        {
            var row = account.Channel(input.Required("id"));
            return Document(account.Channels.Put(row with { Description = input.Text("description") ?? row.Description }));
        }
    }

    public JsonObject Delete(JsonObject input)
    {
        lock (account.Gate)
        {
            var row = account.Channel(input.Required("id"));
            if (account.EndpointsOf(row.Id).Select(e => e.Id).ToList() is { Count: > 0 } endpoints)
                throw MediaPackageAccount.Unprocessable($"The channel '{row.Id}' has origin endpoints: {string.Join(", ", endpoints)}");
            account.Channels.Remove(row.Id);
            return [];
        }
    }

    public JsonObject ConfigureLogs(JsonObject input)
    {
        lock (account.Gate)
        {
            var row = account.Channel(input.Required("id"));
            var settings = row.Settings.Copy();
            foreach (var log in Logs.Where(l => input[l] is not null)) settings[log] = input[log]!.DeepClone();
            return Document(account.Channels.Put(row with { Settings = settings }));
        }
    }

    public JsonObject RotateCredentials(JsonObject input)
    {
        lock (account.Gate)
        {
            var row = account.Channel(input.Required("id"));
            var settings = row.Settings.Copy();
            var wanted = input.Required("ingest_endpoint_id");
            var endpoint = settings.Items("hlsIngest.ingestEndpoints").FirstOrDefault(e => e.Text("id") == wanted)
                ?? throw new OperationException("NotFoundException", $"The ingest endpoint '{wanted}' was not found");
            (endpoint["username"], endpoint["password"]) = (NewToken(), NewToken());
            return Document(account.Channels.Put(row with { Settings = settings }));
        }
    }

    /// <summary>32 hex digits, as in MediaPackage's ARNs and URLs.</summary>
    internal static string NewToken() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <exception cref="OperationException">The id has characters that MediaPackage refuses.</exception>
    internal static string CheckId(string id) => Id().IsMatch(id)
        ? id
        : throw MediaPackageAccount.Unprocessable($"id: value '{id}' must satisfy regular expression pattern: {Id()}");

    internal static string Iso8601(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex("^[0-9a-zA-Z_-]{1,256}$")]
    private static partial Regex Id();

    private JsonObject IngestEndpoint()
    {
        var token = NewToken();
        return new JsonObject
        {
            ["id"] = token,
            ["password"] = NewToken(),
            ["url"] = $"{account.Options.ViewerBase().ToString().TrimEnd('/')}/in/v2/{token}/{token}/channel",
            ["username"] = NewToken(),
        };
    }

    private JsonObject Document(PackageChannel row)
    {
        var document = row.Settings.Copy();
        document["arn"] = account.Arn("channels", row.Token);
        document["createdAt"] = Iso8601(row.CreatedAt);
        document["description"] = row.Description;
        document["id"] = row.Id;
        document["tags"] = row.Tags.ToJson();
        return document;
    }
}
