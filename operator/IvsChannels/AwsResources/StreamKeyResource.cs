using Onair.Operator.AwsAccounts;
using Onair.Operator.ExternalResources;
using Onair.Operator.IvsChannels.Decisions;

namespace Onair.Operator.IvsChannels.AwsResources;

/// <summary>The stream key of a channel. A channel has at most one, so whichever it has is the channel's.</summary>
internal sealed class StreamKeyResource : IResourceDriver<IvsContext, IvsResource, ObservedIvs>
{
    /// <summary>How many keys IVS returns by ARN in one call (BatchGetStreamKey, IVS API reference).</summary>
    public const int BatchSize = 50;

    // IVS's largest page of stream keys.
    private const int PageSize = 50;

    public IvsResource Kind => IvsResource.StreamKey;

    /// <summary>The key of the channel, whatever the status names.</summary>
    public Task<ObservedIvs> LookAsync(IvsContext context, string id, CancellationToken cancellationToken) => FindAsync(context, cancellationToken);

    /// <summary>The recorded key; another one when somebody has replaced it.</summary>
    public async Task<ObservedIvs> FindAsync(IvsContext context, CancellationToken cancellationToken)
    {
        if (context.ChannelArn is not { } channel) return ObservedIvs.Absent;
        var recorded = context.Channel.Recorded.Resources.StreamKeyArn;
        var all = await Listing.AllAsync(
            next => context.Account.Ivs.CallAsync(
                "ListStreamKeys", (client, ct) => client.ListStreamKeysAsync(new() { ChannelArn = channel, MaxResults = PageSize, NextToken = next }, ct), cancellationToken),
            page => page.NextToken, page => page.StreamKeys);
        var key = all.Where(k => !context.Deleted.Contains(k.Arn)).OrderBy(k => k.Arn != recorded).ThenBy(k => k.Arn, StringComparer.Ordinal).FirstOrDefault();
        return key is null ? ObservedIvs.Absent : new(key.Arn) { Tags = new(key.Tags), ChannelArn = channel };
    }

    /// <summary>Those of the keys that exist. Their values stay in the answer.</summary>
    public static async Task<IReadOnlyList<ObservedIvs>> FindAsync(ProviderAccount account, IReadOnlyCollection<string> arns, CancellationToken cancellationToken)
    {
        var found = await account.Ivs.CallAsync("BatchGetStreamKey", (client, ct) => client.BatchGetStreamKeyAsync(new() { Arns = [.. arns] }, ct), cancellationToken);
        return [.. (found.StreamKeys ?? []).Select(k => new ObservedIvs(k.Arn) { Tags = new(k.Tags), ChannelArn = k.ChannelArn })];
    }

    public async Task<IvsChannelStep.RecordId> CreateAsync(IvsContext context, string token, CancellationToken cancellationToken) => new(Kind, (await context.Account.Ivs.CallAsync(
        "CreateStreamKey",
        (client, ct) => client.CreateStreamKeyAsync(new() { ChannelArn = context.ChannelArn, Tags = context.Tags }, ct), cancellationToken)).StreamKey.Arn);

    /// <summary>The key itself. Never logged.</summary>
    public static async Task<string> ValueAsync(IvsContext context, Owned<IvsResource> key, CancellationToken cancellationToken) => (await context.Account.Ivs.CallAsync(
        "GetStreamKey", (client, ct) => client.GetStreamKeyAsync(new() { Arn = key.Id }, ct), cancellationToken)).StreamKey.Value;

    public Task DeleteAsync(IvsContext context, Owned<IvsResource> resource, CancellationToken cancellationToken) =>
        context.Account.Ivs.CallAsync("DeleteStreamKey", (client, ct) => client.DeleteStreamKeyAsync(new() { Arn = resource.Id }, ct), cancellationToken);
}
