using Amazon.MediaLive;
using Amazon.MediaLive.Model;
using Onair.Api.LiveStreams;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.LiveStreams.Desired;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>The channel: it encodes, pushes to MediaPackage and records to S3.</summary>
internal sealed class ChannelResource : IResourceDriver<StreamContext, ResourceKind, ObservedResource>
{
    public ResourceKind Kind => ResourceKind.Channel;

    public async Task<ObservedResource> LookAsync(StreamContext context, string id, CancellationToken cancellationToken)
    {
        var channel = await context.Account.MediaLive.CallAsync(
            "DescribeChannel", (client, ct) => client.DescribeChannelAsync(new() { ChannelId = id }, ct), cancellationToken);
        if (channel.State == ChannelState.DELETED) return ObservedResource.Absent;
        var declared = (
            ChannelSettings.Encoder(context.Stream.Spec), Inputs(context), Destinations(context, context.Stream.Recorded.CurrentSession?.ArchivePath), context.Account.Aws.MediaLiveRoleArn);
        return new ObservedResource(channel.Id, Fold(channel.State))
        {
            Arn = channel.Arn,
            Tags = new(channel.Tags),
            Unfit = InputShapes.Unfit(context.Stream.Spec.Input, channel.Id, channel.ChannelClass),
            ArchivePath = ChannelSettings.ArchiveFolder(channel.Destinations),
            Outdated = ChannelFacts.Outdated(declared.Item1, channel.EncoderSettings),
            Differences = ChannelFacts.Differences(
                declared, (channel.EncoderSettings, channel.InputAttachments, channel.Destinations, channel.RoleArn)),
        };
    }

    public async Task<ObservedResource> FindAsync(StreamContext context, CancellationToken cancellationToken)
    {
        var all = await ListAsync(context.Account, cancellationToken);
        var channel = all.Where(c => context.Owns(c.Tags) && c.State != ChannelState.DELETED).MinBy(c => c.Id, StringComparer.Ordinal);
        return channel is null ? ObservedResource.Absent : Summary(channel);
    }

    /// <summary>All channels of the account, whoever they belong to.</summary>
    public static Task<IReadOnlyList<ChannelSummary>> ListAsync(ProviderAccount account, CancellationToken cancellationToken) => Listing.AllAsync(
        next => account.MediaLive.CallAsync(
            "ListChannels", (client, ct) => client.ListChannelsAsync(new() { MaxResults = StreamContext.PageSize, NextToken = next }, ct), cancellationToken),
        page => page.NextToken, page => page.Channels);

    /// <summary>What a list says of a channel.</summary>
    public static ObservedResource Summary(ChannelSummary channel) => new(channel.Id, Fold(channel.State))
    {
        IsSummary = true,
        Arn = channel.Arn,
        Tags = new(channel.Tags),
    };

    public async Task<LiveStreamStep.RecordId> CreateAsync(StreamContext context, string token, CancellationToken cancellationToken)
    {
        var (spec, session) = (context.Stream.Spec, context.Stream.Recorded.CurrentSession);
        var request = new CreateChannelRequest
        {
            Name = context.Name,
            ChannelClass = ChannelSettings.Class(spec),
            RequestId = token,
            RoleArn = context.Account.Aws.MediaLiveRoleArn,
            InputSpecification = ChannelSettings.InputSpecification(spec),
            InputAttachments = Inputs(context),
            // A folder that has to be looked at first is set before the start.
            Destinations = Destinations(context, session is not null && SessionFolder.IsGiven(session, context.Stream, context.Account.Aws.ArchiveBucket) ? session.ArchivePath : null),
            EncoderSettings = ChannelSettings.Encoder(spec),
            Tags = context.Tags,
        };
        var created = await context.Account.MediaLive.CallAsync(
            "CreateChannel", (client, ct) => client.CreateChannelAsync(request, ct), cancellationToken);
        return new(Kind, created.Channel.Id);
    }

    public Task UpdateAsync(StreamContext context, Owned<ResourceKind> resource, CancellationToken cancellationToken)
    {
        var spec = context.Stream.Spec;
        var request = new UpdateChannelRequest
        {
            ChannelId = resource.Id,
            RoleArn = context.Account.Aws.MediaLiveRoleArn,
            InputSpecification = ChannelSettings.InputSpecification(spec),
            InputAttachments = Inputs(context),
            Destinations = Destinations(context, context.Stream.Recorded.CurrentSession?.ArchivePath),
            EncoderSettings = ChannelSettings.Encoder(spec),
        };
        return context.Account.MediaLive.CallAsync(
            "UpdateChannel", (client, ct) => client.UpdateChannelAsync(request, ct), cancellationToken);
    }

    public Task DeleteAsync(StreamContext context, Owned<ResourceKind> resource, CancellationToken cancellationToken) =>
        context.Account.MediaLive.CallAsync("DeleteChannel", (client, ct) => client.DeleteChannelAsync(new() { ChannelId = resource.Id }, ct), cancellationToken);

    private static List<InputAttachment> Inputs(StreamContext context) =>
        ChannelSettings.InputAttachments(context.Stream.Recorded.Resources.InputId ?? "");

    private static List<OutputDestination> Destinations(StreamContext context, string? folder)
    {
        var (status, bucket) = (context.Stream.Recorded, context.Account.Aws.ArchiveBucket);
        return ChannelSettings.Destinations(context.Stream.Spec, status.Resources.PackageChannelId ?? "", folder ?? ArchivePath.Unassigned(bucket, context.Stream.Uid));
    }

    private static Lifecycle Fold(ChannelState? state) => state?.Value switch
    {
        "IDLE" => Lifecycle.Idle,
        "STARTING" => Lifecycle.Starting,
        "RUNNING" or "RECOVERING" => Lifecycle.Running,
        "STOPPING" => Lifecycle.Stopping,
        "DELETING" => Lifecycle.Deleting,
        "DELETED" => Lifecycle.Deleted,
        "CREATE_FAILED" => Lifecycle.CreateFailed,
        "UPDATE_FAILED" => Lifecycle.UpdateFailed,
        _ => Lifecycle.Changing,
    };
}
