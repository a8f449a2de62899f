using Amazon.IVS;
using Amazon.IVS.Model;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ExternalResources;
using Onair.Operator.IvsChannels.Decisions;

namespace Onair.Operator.IvsChannels.AwsResources;

/// <summary>The recording configuration. There is no operation that changes one.</summary>
internal static class RecordingResource
{
    public static async Task<ObservedIvs> LookAsync(IvsContext context, string arn, CancellationToken cancellationToken)
    {
        var recording = (await context.Account.Ivs.CallAsync(
            "GetRecordingConfiguration", (client, ct) => client.GetRecordingConfigurationAsync(new() { Arn = arn }, ct), cancellationToken)).RecordingConfiguration;
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
    public static async Task<ObservedIvs> FindAsync(IvsContext context, CancellationToken cancellationToken)
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

    public static async Task<string> CreateAsync(IvsContext context, CancellationToken cancellationToken)
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
        return (await context.Account.Ivs.CallAsync(
            "CreateRecordingConfiguration", (client, ct) => client.CreateRecordingConfigurationAsync(request, ct), cancellationToken)).RecordingConfiguration.Arn;
    }

    public static Task DeleteAsync(IvsContext context, Owned<IvsResource> recording, CancellationToken cancellationToken) =>
        context.Account.Ivs.CallAsync(
            "DeleteRecordingConfiguration", (client, ct) => client.DeleteRecordingConfigurationAsync(new() { Arn = recording.Id }, ct), cancellationToken);

    private static int? Interval(ThumbnailConfiguration? thumbnails) =>
        thumbnails?.RecordingMode == RecordingMode.INTERVAL ? (int?)(thumbnails.TargetIntervalSeconds ?? 60) : null;
}
