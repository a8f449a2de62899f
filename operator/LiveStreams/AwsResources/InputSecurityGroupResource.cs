using Amazon.MediaLive;
using Amazon.MediaLive.Model;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>The addresses that may push to the input.</summary>
internal sealed class InputSecurityGroupResource : IResourceDriver<StreamContext, ResourceKind, ObservedResource>
{
    public ResourceKind Kind => ResourceKind.InputSecurityGroup;

    public async Task<ObservedResource> LookAsync(StreamContext context, string id, CancellationToken cancellationToken)
    {
        var group = await context.Account.MediaLive.CallAsync(
            "DescribeInputSecurityGroup",
            (client, ct) => client.DescribeInputSecurityGroupAsync(new() { InputSecurityGroupId = id }, ct), cancellationToken);
        return Seen(context, new() { Id = group.Id, Arn = group.Arn, Tags = group.Tags, State = group.State, WhitelistRules = group.WhitelistRules });
    }

    public async Task<ObservedResource> FindAsync(StreamContext context, CancellationToken cancellationToken)
    {
        var group = await Listing.FindAsync(
            next => context.Account.MediaLive.CallAsync(
                "ListInputSecurityGroups", (client, ct) => client.ListInputSecurityGroupsAsync(new() { MaxResults = StreamContext.PageSize, NextToken = next }, ct), cancellationToken),
            page => page.NextToken, page => page.InputSecurityGroups,
            g => context.Owns(g.Tags) && g.State != InputSecurityGroupState.DELETED, g => g.Id);
        return group is null ? ObservedResource.Absent : Seen(context, group);
    }

    public async Task<LiveStreamStep.RecordId> CreateAsync(StreamContext context, string token, CancellationToken cancellationToken)
    {
        var created = await context.Account.MediaLive.CallAsync(
            "CreateInputSecurityGroup",
            (client, ct) => client.CreateInputSecurityGroupAsync(new() { WhitelistRules = Rules(context), Tags = context.Tags }, ct), cancellationToken);
        return new(Kind, created.SecurityGroup.Id);
    }

    public Task UpdateAsync(StreamContext context, Owned<ResourceKind> resource, CancellationToken cancellationToken) =>
        context.Account.MediaLive.CallAsync(
            "UpdateInputSecurityGroup",
            (client, ct) => client.UpdateInputSecurityGroupAsync(new() { InputSecurityGroupId = resource.Id, WhitelistRules = Rules(context) }, ct), cancellationToken);

    public Task DeleteAsync(StreamContext context, Owned<ResourceKind> resource, CancellationToken cancellationToken) =>
        context.Account.MediaLive.CallAsync("DeleteInputSecurityGroup", (client, ct) => client.DeleteInputSecurityGroupAsync(new() { InputSecurityGroupId = resource.Id }, ct), cancellationToken);

    private static List<InputWhitelistRuleCidr> Rules(StreamContext context) =>
        [.. context.Stream.Spec.Input.AllowedCidrs.Select(cidr => new InputWhitelistRuleCidr { Cidr = cidr })];

    private static ObservedResource Seen(StreamContext context, InputSecurityGroup group)
    {
        if (group.State == InputSecurityGroupState.DELETED) return ObservedResource.Absent;
        var declared = context.Stream.Spec.Input.AllowedCidrs.ToHashSet(StringComparer.Ordinal);
        return new ObservedResource(group.Id, group.State?.Value switch
        {
            "IN_USE" => Lifecycle.Attached,
            "UPDATING" => Lifecycle.Changing,
            _ => Lifecycle.Idle,
        })
        {
            Arn = group.Arn,
            Tags = new(group.Tags),
            Differences = declared.SetEquals((group.WhitelistRules ?? []).Select(r => r.Cidr)) ? [] : ["spec.input.allowedCidrs"],
        };
    }
}
