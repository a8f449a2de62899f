using System.Net;
using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaLive;

/// <summary>Input security groups: the addresses that may push.</summary>
internal sealed class SecurityGroupOperations(MediaLiveAccount account, Transitions transitions, IngestFeed ingest)
{
    private const double UpdateSeconds = 2;

    public JsonObject Create(JsonObject input)
    {
        var cidrs = Cidrs(input);
        lock (account.Gate)
        {
            var quota = account.Options.Quotas.InputSecurityGroups;
            if (account.LiveSecurityGroups.Count >= quota) throw MediaLiveErrors.Quota("input security groups", quota);
            var tags = Tags.Checked(input.Map("tags"), MediaLiveErrors.BadRequest);
            var row = account.SecurityGroups.Put(new SecurityGroup { Id = account.NewId(), Cidrs = cidrs, Tags = tags });
            return new JsonObject { ["securityGroup"] = Describe(row) };
        }
    }

    public JsonObject Describe(JsonObject input) => Describe(account.SecurityGroup(input.Required("inputSecurityGroupId")));

    public JsonObject List(JsonObject input) =>
        Page.Of(account.LiveSecurityGroups, input, "inputSecurityGroups", g => g.Id, Describe, MediaLiveErrors.BadRequest);

    public JsonObject Update(JsonObject input)
    {
        lock (account.Gate)
        {
            var row = Existing(input);
            if (row.Phase == Phase.Updating) throw MediaLiveErrors.Conflict($"Input security group {row.Id} is being updated");
            row = account.SecurityGroups.Put(row with
            {
                Phase = Phase.Updating,
                Due = account.In(UpdateSeconds),
                Cidrs = input["whitelistRules"] is null ? row.Cidrs : Cidrs(input),
                Tags = input["tags"] is null ? row.Tags : Tags.Checked(input.Map("tags"), MediaLiveErrors.BadRequest),
            });
            Resume(row);
            return new JsonObject { ["securityGroup"] = Describe(row) };
        }
    }

    public JsonObject Delete(JsonObject input)
    {
        lock (account.Gate)
        {
            var row = Existing(input);
            if (account.InputsOf(row.Id).Select(i => i.Id).ToList() is { Count: > 0 } users)
                throw MediaLiveErrors.BadRequest($"Input security group {row.Id} is in use by inputs: {string.Join(", ", users)}");
            Resume(account.SecurityGroups.Put(row with { Phase = Phase.Deleted, Due = account.Forgotten() }));
            return [];
        }
    }

    /// <summary>Resumes the transition of the row's phase.</summary>
    public void Resume(SecurityGroup row)
    {
        var due = row.Due ?? account.Now;
        if (row.Phase == Phase.Updating) transitions.At(due, $"security group {row.Id} updating", ingest.ApplyAsync, _ => Settle(row.Id));
        else if (row.Phase == Phase.Deleted) transitions.At(due, $"security group {row.Id} deleted", () => account.SecurityGroups.Remove(row.Id));
    }

    private static List<string> Cidrs(JsonObject input)
    {
        var cidrs = input.Items("whitelistRules").Select(r => r.Text("cidr") ?? "").ToList();
        foreach (var cidr in cidrs.Where(c => !IPNetwork.TryParse(c, out _)))
            throw MediaLiveErrors.BadRequest($"whitelistRules.cidr: value '{cidr}' is not a valid CIDR block");
        return cidrs;
    }

    private void Settle(string id)
    {
        lock (account.Gate)
        {
            if (account.SecurityGroups.TryGet(id, out var row) && row.Phase == Phase.Updating)
                account.SecurityGroups.Put(row with { Phase = Phase.Ready, Due = null });
        }
    }

    private SecurityGroup Existing(JsonObject input)
    {
        var row = account.SecurityGroup(input.Required("inputSecurityGroupId"));
        return row.Phase == Phase.Deleted ? throw MediaLiveErrors.NotFound("Input security group", row.Id) : row;
    }

    private JsonObject Describe(SecurityGroup row)
    {
        var inputs = account.InputsOf(row.Id).Select(i => i.Id).ToList();
        return new JsonObject
        {
            ["arn"] = account.Arn("inputSecurityGroup", row.Id),
            ["channels"] = new JsonArray(),
            ["id"] = row.Id,
            ["inputs"] = inputs.ToJson(),
            ["state"] = row.Phase switch
            {
                Phase.Deleted => "DELETED",
                Phase.Updating => "UPDATING",
                _ => inputs.Count > 0 ? "IN_USE" : "IDLE",
            },
            ["tags"] = row.Tags.ToJson(),
            ["whitelistRules"] = new JsonArray([.. row.Cidrs.Order(StringComparer.Ordinal).Select(c => new JsonObject { ["cidr"] = c })]),
        };
    }
}
