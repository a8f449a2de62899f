using Amazon.IVS;
using Amazon.IVS.Model;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ExternalResources;
using Onair.Operator.IvsChannels.Decisions;

namespace Onair.Operator.IvsChannels.AwsResources;

/// <summary>The channel.</summary>
internal sealed class ChannelResource : IResourceDriver<IvsContext, IvsResource, ObservedIvs>
{
    public IvsResource Kind => IvsResource.Channel;

    public async Task<ObservedIvs> LookAsync(IvsContext context, string id, CancellationToken cancellationToken)
    {
        var channel = (await context.Account.Ivs.CallAsync("GetChannel", (client, ct) => client.GetChannelAsync(new() { Arn = id }, ct), cancellationToken)).Channel;
        return new(channel.Arn)
        {
            Tags = new(channel.Tags),
            Channel = Settings(channel.Name, channel.Type, channel.LatencyMode, channel.Authorized, channel.InsecureIngest, channel.RecordingConfigurationArn) with
            {
                PlaybackUrl = channel.PlaybackUrl,
                IngestEndpoint = channel.IngestEndpoint,
            },
        };
    }

    /// <summary>All channels of the account, whoever they belong to.</summary>
    public static Task<IReadOnlyList<ChannelSummary>> ListAsync(ProviderAccount account, CancellationToken cancellationToken) => Listing.AllAsync(
        next => account.Ivs.CallAsync(
            "ListChannels", (client, ct) => client.ListChannelsAsync(new() { MaxResults = IvsContext.PageSize, NextToken = next }, ct), cancellationToken),
        page => page.NextToken, page => page.Channels);

    /// <summary>A channel as the list shows it: all that can be declared, without its URLs.</summary>
    public static ObservedIvs Summary(ChannelSummary channel) => new(channel.Arn)
    {
        Tags = new(channel.Tags),
        Channel = Settings(channel.Name, channel.Type, channel.LatencyMode, channel.Authorized, channel.InsecureIngest, channel.RecordingConfigurationArn),
    };

    public async Task<ObservedIvs> FindAsync(IvsContext context, CancellationToken cancellationToken)
    {
        var all = await ListAsync(context.Account, cancellationToken);
        var found = all.Where(c => context.Owns(c.Tags) && !context.Deleted.Contains(c.Arn)).MinBy(c => c.Arn, StringComparer.Ordinal);
        return found is null ? ObservedIvs.Absent : new(found.Arn) { Tags = new(found.Tags) };
    }

    /// <summary>Creates the channel, and with it a stream key. The key itself is not kept: it is read when its Secret is written.</summary>
    public async Task<IvsChannelStep.RecordId> CreateAsync(IvsContext context, string token, CancellationToken cancellationToken)
    {
        var declared = Declared(context);
        var request = new CreateChannelRequest
        {
            Name = declared.Name,
            Type = declared.Type,
            LatencyMode = declared.LatencyMode,
            Authorized = declared.Authorized,
            InsecureIngest = declared.InsecureIngest,
            RecordingConfigurationArn = declared.RecordingConfigurationArn,
            Tags = context.Tags,
        };
        var created = await context.Account.Ivs.CallAsync("CreateChannel", (client, ct) => client.CreateChannelAsync(request, ct), cancellationToken);
        return new(Kind, created.Channel.Arn) { Part = created.StreamKey?.Arn };
    }

    public Task UpdateAsync(IvsContext context, Owned<IvsResource> resource, CancellationToken cancellationToken)
    {
        var declared = Declared(context);
        var request = new UpdateChannelRequest
        {
            Arn = resource.Id,
            Name = declared.Name,
            Type = declared.Type,
            LatencyMode = declared.LatencyMode,
            Authorized = declared.Authorized,
            InsecureIngest = declared.InsecureIngest,
            RecordingConfigurationArn = declared.RecordingConfigurationArn,
        };
        return context.Account.Ivs.CallAsync("UpdateChannel", (client, ct) => client.UpdateChannelAsync(request, ct), cancellationToken);
    }

    public Task DeleteAsync(IvsContext context, Owned<IvsResource> resource, CancellationToken cancellationToken) =>
        context.Account.Ivs.CallAsync("DeleteChannel", (client, ct) => client.DeleteChannelAsync(new() { Arn = resource.Id }, ct), cancellationToken);

    // IVS leaves out what is not set.
    private static ChannelSettings Settings(
        string? name, ChannelType? type, ChannelLatencyMode? latencyMode, bool? authorized, bool? insecureIngest, string? recordingConfigurationArn) => new()
        {
            Name = name ?? "",
            Type = type?.Value ?? "",
            LatencyMode = latencyMode?.Value ?? "",
            Authorized = authorized == true,
            InsecureIngest = insecureIngest == true,
            RecordingConfigurationArn = recordingConfigurationArn ?? "",
        };

    private static ChannelSettings Declared(IvsContext context) =>
        ChannelSettings.Declared(context.Channel.Spec, IvsContext.NameOf(context.Channel), context.Channel.Recorded.Resources.RecordingConfigurationArn);
}
