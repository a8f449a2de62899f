using Amazon.IVS;
using Amazon.IVS.Model;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ExternalResources;
using Onair.Operator.IvsChannels.Decisions;

namespace Onair.Operator.IvsChannels.AwsResources;

/// <summary>The recording configuration. There is no operation that changes one.</summary>
internal sealed class RecordingResource : IResourceDriver<IvsContext, IvsResource, ObservedIvs>
{
    public IvsResource Kind => IvsResource.RecordingConfiguration;

    public async Task<ObservedIvs> LookAsync(IvsContext context, string id, CancellationToken cancellationToken)
    {
        var recording = (await context.Account.Ivs.CallAsync(
            "GetRecordingConfiguration", (client, ct) => client.GetRecordingConfigurationAsync(new() { Arn = id }, ct), cancellationToken)).RecordingConfiguration;
        return new(recording.Arn)
        {
            Tags = new(recording.Tags),
            State = recording.State?.Value switch
            {
                "CREATING" => IvsState.Creating,
                "CREATE_FAILED" => IvsState.CreateFailed,
                _ => IvsState.Active,
            },
            Recording = new(
                recording.DestinationConfiguration?.S3?.BucketName ?? "", recording.RecordingReconnectWindowSeconds ?? 0, Interval(recording.ThumbnailConfiguration)),
        };
    }

    /// <summary>Searches by tag. The configuration before an edit has the same tag, and is known by its ARN.</summary>
    public async Task<ObservedIvs> FindAsync(IvsContext context, CancellationToken cancellationToken)
    {
        var former = context.Channel.Recorded.Resources.FormerRecordingConfigurationArn;
        var all = await Listing.AllAsync(
            next => context.Account.Ivs.CallAsync(
                "ListRecordingConfigurations",
                (client, ct) => client.ListRecordingConfigurationsAsync(new() { MaxResults = IvsContext.PageSize, NextToken = next }, ct), cancellationToken),
            page => page.NextToken, page => page.RecordingConfigurations);
        var found = all.Where(r => context.Owns(r.Tags) && r.Arn != former && !context.Deleted.Contains(r.Arn)).MinBy(r => r.Arn, StringComparer.Ordinal);
        return found is null ? ObservedIvs.Absent : new(found.Arn) { Tags = new(found.Tags) };
    }

    public async Task<IvsChannelStep.RecordId> CreateAsync(IvsContext context, string token, CancellationToken cancellationToken)
    {
        var declared = context.DeclaredRecording ?? throw new InvalidOperationException("no recording is declared");
        var request = new CreateRecordingConfigurationRequest
        {
            Name = IvsContext.NameOf(context.Channel),
            DestinationConfiguration = new() { S3 = new() { BucketName = declared.Bucket } },
            RecordingReconnectWindowSeconds = declared.ReconnectWindowSeconds,
            // Without one IVS stores a thumbnail each minute.
            ThumbnailConfiguration = declared.ThumbnailIntervalSeconds is { } interval
                ? new() { RecordingMode = RecordingMode.INTERVAL, TargetIntervalSeconds = interval }
                : new() { RecordingMode = RecordingMode.DISABLED },
            Tags = context.Tags,
        };
        return new(Kind, (await context.Account.Ivs.CallAsync(
            "CreateRecordingConfiguration", (client, ct) => client.CreateRecordingConfigurationAsync(request, ct), cancellationToken)).RecordingConfiguration.Arn);
    }

    public Task DeleteAsync(IvsContext context, Owned<IvsResource> resource, CancellationToken cancellationToken) =>
        context.Account.Ivs.CallAsync(
            "DeleteRecordingConfiguration", (client, ct) => client.DeleteRecordingConfigurationAsync(new() { Arn = resource.Id }, ct), cancellationToken);

    private static int? Interval(ThumbnailConfiguration? thumbnails) =>
        thumbnails?.RecordingMode == RecordingMode.INTERVAL ? (int?)(thumbnails.TargetIntervalSeconds ?? 60) : null;
}
