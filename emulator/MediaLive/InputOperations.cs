using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaLive;

/// <summary>Inputs of the types whose video is really moved: RTMP_PUSH, RTMP_PULL and URL_PULL.</summary>
internal sealed partial class InputOperations(MediaLiveAccount account, Transitions transitions, IngestFeed ingest)
{
    private const double SettleSeconds = 2;

    public JsonObject Create(JsonObject input)
    {
        lock (account.Gate)
        {
            if (input.Text("requestId") is { } token && account.LiveInputs.FirstOrDefault(i => i.RequestId == token && i.Phase != Phase.Deleting) is { } replayed)
                return new JsonObject { ["input"] = Describe(replayed) };
            var type = input.Text("type");
            if (type is not "RTMP_PUSH" && !InputSourceRules.IsPull(type))
                throw MediaLiveErrors.BadRequest($"type: value '{type}' is not emulated, only RTMP_PUSH, RTMP_PULL and URL_PULL");
            var made = type == "RTMP_PUSH" ? Push(input) : new Input { Id = "", Type = type!, Sources = InputSourceRules.Read(input, type!) };
            CheckQuota(made.IsPull);
            var row = account.Inputs.Put(made with
            {
                Id = account.NewId(),
                Due = account.In(SettleSeconds),
                Name = input.Text("name") ?? "",
                RoleArn = input.Text("roleArn") ?? "",
                Tags = Tags.Checked(input.Map("tags"), MediaLiveErrors.BadRequest),
                RequestId = input.Text("requestId"),
            });
            Resume(row);
            return new JsonObject { ["input"] = Describe(row) };
        }
    }

    public JsonObject Describe(JsonObject input) => Describe(account.Input(input.Required("inputId")));

    public JsonObject List(JsonObject input) =>
        Page.Of(account.LiveInputs, input, "inputs", i => i.Id, Describe, MediaLiveErrors.BadRequest);

    public JsonObject Update(JsonObject input)
    {
        lock (account.Gate)
        {
            var row = Existing(input);
            if (account.ChannelsOf(row.Id).FirstOrDefault(c => c.State != ChannelState.Idle) is { } busy)
                throw MediaLiveErrors.Conflict($"Input {row.Id} is attached to channel {busy.Id}, which is {busy.State.Wire()} and not IDLE");
            row = account.Inputs.Put((row.IsPull ? WithSources(row, input) : WithDestinations(row, input)) with
            {
                Name = input.Text("name") ?? row.Name,
                RoleArn = input.Text("roleArn") ?? row.RoleArn,
            });
            transitions.At(account.Now, $"input {row.Id} updated", ingest.ApplyAsync, static _ => { });
            return new JsonObject { ["input"] = Describe(row) };
        }
    }

    public JsonObject Delete(JsonObject input)
    {
        lock (account.Gate)
        {
            var row = Existing(input);
            if (account.ChannelsOf(row.Id).Select(c => c.Id).ToList() is { Count: > 0 } users)
                throw MediaLiveErrors.Conflict($"Input {row.Id} is attached to channels: {string.Join(", ", users)}");
            Resume(account.Inputs.Put(row with { Phase = Phase.Deleting, Due = account.In(SettleSeconds) }));
            return [];
        }
    }

    /// <summary>Resumes the transition of the row's phase.</summary>
    public void Resume(Input row)
    {
        var due = row.Due ?? account.Now;
        if (row.Phase is Phase.Creating or Phase.Deleting) transitions.At(due, $"input {row.Id} {row.Phase}", ingest.ApplyAsync, _ => Settle(row.Id));
        else if (row.Phase == Phase.Deleted) transitions.At(due, $"input {row.Id} deleted", () => account.Inputs.Remove(row.Id));
    }

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,128}/[A-Za-z0-9_.-]{1,128}$")]
    private static partial Regex StreamName();

    private static List<string> StreamNames(JsonObject input)
    {
        var names = input.Items("destinations").Select(d => d.Text("streamName") ?? "").ToList();
        foreach (var (index, name) in names.Index().Where(n => !StreamName().IsMatch(n.Item)))
            throw MediaLiveErrors.BadRequest($"destinations[{index}].streamName: value '{name}' must have the form application/instance");
        return names;
    }

    private static Input WithSources(Input row, JsonObject input)
    {
        // The other members do not apply to a pull, whether or not there are sources.
        if (input["sources"] is null && !input.Items("destinations").Any() && !input.Items("inputSecurityGroups").Any()) return row;
        var sources = InputSourceRules.Read(input, row.Type);
        if (sources.Count != row.Sources.Count)
            throw MediaLiveErrors.BadRequest($"sources: an input of class {row.Class} has {row.Sources.Count}, got {sources.Count}");
        return row with { Sources = sources };
    }

    private static void RefuseSources(JsonObject input)
    {
        if (input.Items("sources").Any()) throw MediaLiveErrors.BadRequest("sources: an input of type RTMP_PUSH has none");
    }

    private Input Push(JsonObject input)
    {
        RefuseSources(input);
        var names = StreamNames(input);
        if (names.Count is not (1 or 2))
            throw MediaLiveErrors.BadRequest($"destinations: count {names.Count} must be 1 (SINGLE_PIPELINE) or 2 (STANDARD)");
        RefuseTaken(names, exceptInput: null);
        var groups = SecurityGroups(input);
        if (groups.Count == 0) throw MediaLiveErrors.BadRequest("inputSecurityGroups: is required for an input of type RTMP_PUSH");
        return new Input { Id = "", Type = "RTMP_PUSH", StreamNames = names, SecurityGroups = groups };
    }

    private Input WithDestinations(Input row, JsonObject input)
    {
        RefuseSources(input);
        var names = input["destinations"] is null ? row.StreamNames : StreamNames(input);
        if (names.Count != row.StreamNames.Count)
            throw MediaLiveErrors.BadRequest($"destinations: an input of class {row.Class} has {row.StreamNames.Count}, got {names.Count}");
        RefuseTaken(names, row.Id);
        return row with
        {
            StreamNames = names,
            SecurityGroups = input["inputSecurityGroups"] is null ? row.SecurityGroups : SecurityGroups(input),
        };
    }

    /// <summary>AWS has separate quotas for push and pull inputs.</summary>
    private void CheckQuota(bool isPull)
    {
        var quota = isPull ? account.Options.Quotas.PullInputs : account.Options.Quotas.Inputs;
        if (account.LiveInputs.Count(i => i.IsPull == isPull) >= quota) throw MediaLiveErrors.Quota(isPull ? "pull inputs" : "push inputs", quota);
    }

    private void Settle(string id)
    {
        lock (account.Gate)
        {
            if (!account.Inputs.TryGet(id, out var row)) return;
            if (row.Phase == Phase.Creating) account.Inputs.Put(row with { Phase = Phase.Ready, Due = null });
            else if (row.Phase == Phase.Deleting) Resume(account.Inputs.Put(row with { Phase = Phase.Deleted, Due = account.Forgotten() }));
        }
    }

    /// <summary>AWS gives every input an address of its own; here all inputs share one, so a stream name can be used only once.</summary>
    private void RefuseTaken(IReadOnlyList<string> names, string? exceptInput)
    {
        foreach (var (index, name) in names.Index())
        {
            if (account.LiveInputs.FirstOrDefault(i => i.Id != exceptInput && i.Phase != Phase.Deleting && i.StreamNames.ElementAtOrDefault(index) == name) is { } other)
                throw MediaLiveErrors.BadRequest($"destinations[{index}].streamName: value is taken by input {other.Id}; inputs share one address here");
        }
    }

    private IReadOnlyList<string> SecurityGroups(JsonObject input)
    {
        var groups = input.Texts("inputSecurityGroups");
        foreach (var id in groups.Where(g => !account.SecurityGroups.TryGet(g, out var group) || group.Phase == Phase.Deleted))
            throw MediaLiveErrors.BadRequest($"inputSecurityGroups: input security group {id} does not exist");
        return groups;
    }

    private Input Existing(JsonObject input)
    {
        var row = account.Input(input.Required("inputId"));
        return row.Phase switch
        {
            Phase.Deleted => throw MediaLiveErrors.NotFound("Input", row.Id),
            Phase.Deleting => throw MediaLiveErrors.Conflict($"Input {row.Id} is DELETING"),
            _ => row,
        };
    }

    private JsonObject Describe(Input row)
    {
        var channels = account.ChannelsOf(row.Id).Select(c => c.Id).ToList();
        var host = account.Options.IngestHost;
        return new JsonObject
        {
            ["arn"] = account.Arn("input", row.Id),
            ["attachedChannels"] = channels.ToJson(),
            ["destinations"] = new JsonArray([.. row.StreamNames.Index().Select(s => new JsonObject
            {
                ["ip"] = host,
                ["port"] = account.Options.IngestPort(s.Index).ToString(CultureInfo.InvariantCulture),
                ["url"] = $"rtmp://{host}:{account.Options.IngestPort(s.Index)}/{s.Item}",
            })]),
            ["id"] = row.Id,
            ["inputClass"] = row.Class,
            ["inputDevices"] = new JsonArray(),
            ["inputPartnerIds"] = new JsonArray(),
            ["inputSourceType"] = "STATIC",
            ["mediaConnectFlows"] = new JsonArray(),
            ["name"] = row.Name,
            ["roleArn"] = row.RoleArn,
            ["securityGroups"] = row.SecurityGroups.ToJson(),
            ["sources"] = InputSourceRules.Describe(row.Sources),
            ["state"] = row.Phase switch
            {
                Phase.Creating => "CREATING",
                Phase.Deleting => "DELETING",
                Phase.Deleted => "DELETED",
                _ => channels.Count > 0 ? "ATTACHED" : "DETACHED",
            },
            ["tags"] = row.Tags.ToJson(),
            ["type"] = row.Type,
        };
    }
}
