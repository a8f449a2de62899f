using System.Text.Json.Nodes;
using Onair.Emulator.Media;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaPackage;

/// <summary>Origin endpoints; HLS is the packaging emulated.</summary>
internal sealed class OriginEndpointOperations(
    MediaPackageAccount account, ShapeDefaults defaults, IMediaEngine engine, Transitions transitions)
{
    private static readonly string[] NoSettings = ["id", "channelId", "tags"];

    private static readonly string[] NotEmulated = ["cmafPackage", "dashPackage", "mssPackage"];

    public JsonObject Create(JsonObject input)
    {
        var id = PackageChannelOperations.CheckId(input.Required("id"));
        lock (account.Gate)
        {
            var channel = account.Channel(input.Required("channelId"));
            if (account.Endpoints.TryGet(id, out _)) throw MediaPackageAccount.Unprocessable($"id: an origin endpoint '{id}' already exists");
            var quota = account.Options.Quotas.EndpointsPerPackageChannel;
            if (account.EndpointsOf(channel.Id).Count() >= quota)
                throw MediaPackageAccount.Unprocessable($"Resource limit exceeded: the quota is {quota} origin endpoints for a channel");
            return Document(Put(new OriginEndpoint
            {
                Id = id,
                Token = PackageChannelOperations.NewToken(),
                ChannelId = channel.Id,
                CreatedAt = account.Now,
                Settings = Settings(input),
                Tags = Tags.Checked(input.Map("tags"), MediaPackageAccount.Unprocessable),
            }));
        }
    }

    public JsonObject Describe(JsonObject input) => Document(account.Endpoint(input.Required("id")));

    public JsonObject List(JsonObject input)
    {
        var channel = input.Text("channelId");
        return Page.Of(
            account.Endpoints.Rows.Where(e => channel is null || e.ChannelId == channel),
            input, "originEndpoints", e => e.Id, Document, MediaPackageAccount.Unprocessable);
    }

    public JsonObject Update(JsonObject input)
    {
        lock (account.Gate)
        {
            var row = account.Endpoint(input.Required("id"));
            // An update is a complete PUT: omitted members are reset to their defaults.
            return Document(Put(row with { Settings = Settings(input) }));
        }
    }

    public JsonObject Delete(JsonObject input)
    {
        lock (account.Gate)
        {
            var row = account.Endpoint(input.Required("id"));
            account.Endpoints.Remove(row.Id);
            engine.UpdatePackage(new PackagePlan(row.ChannelId, account.HlsEndpoints(row.ChannelId)));
            transitions.At(account.Now, $"origin endpoint {row.Id} removed", c => engine.RemovePackageEndpointAsync(row.Token, c), static _ => { });
            return [];
        }
    }

    private static void CheckRange(JsonObject settings, string path, double least, double most, List<Violation> violations)
    {
        if (settings.Number(path) is { } value && (value < least || value > most))
            violations.Add(new(path, $"value {value} must be between {least} and {most}"));
    }

    // Under the gate: a running channel learns of edits in their order.
    private OriginEndpoint Put(OriginEndpoint row)
    {
        account.Endpoints.Put(row);
        engine.UpdatePackage(new PackagePlan(row.ChannelId, account.HlsEndpoints(row.ChannelId)));
        return row;
    }

    private JsonObject Settings(JsonObject request)
    {
        var violations = new List<Violation>();
        foreach (var kind in NotEmulated.Where(k => request[k] is not null)) violations.Add(new(kind, "is not emulated, only hlsPackage"));
        if (request["hlsPackage"] is null) violations.Add(new("hlsPackage", "is required"));
        CheckRange(request, "startoverWindowSeconds", 0, 1_209_600, violations);
        CheckRange(request, "timeDelaySeconds", 0, 86_400, violations);
        CheckRange(request, "hlsPackage.segmentDurationSeconds", 1, 30, violations);
        CheckRange(request, "hlsPackage.playlistWindowSeconds", 1, 86_400, violations);
        violations.AddRange(HlsEncryption.Check(request));
        if (request.Text("manifestName") is { } name && !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            violations.Add(new("manifestName", $"value '{name}' may have letters, digits, hyphens and underscores"));
        if (violations.Count > 0) throw Violation.ToException("UnprocessableEntityException", violations);
        var settings = defaults.Fill(request, "CreateOriginEndpointRequest");
        foreach (var member in NoSettings) settings.Remove(member);
        return settings;
    }

    private JsonObject Document(OriginEndpoint row)
    {
        var document = row.Settings.Copy();
        document["arn"] = account.Arn("origin_endpoints", row.Token);
        document["channelId"] = row.ChannelId;
        document["createdAt"] = PackageChannelOperations.Iso8601(row.CreatedAt);
        document["id"] = row.Id;
        document["tags"] = row.Tags.ToJson();
        document["url"] = $"{account.Options.ViewerBase().ToString().TrimEnd('/')}/out/v1/{row.Token}/{row.Settings.Text("manifestName")}.m3u8";
        return document;
    }
}
