using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Operator.ExternalResources;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.IvsChannels.Status;
using Onair.Operator.Outboxes;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels;

/// <summary>
/// Writes the status under the optimistic lock of the resource version: an operator that works from an old copy gets a conflict
/// instead of overwriting a newer record.
/// </summary>
internal sealed class IvsChannelRecorder(StatusWriter<IvsChannel> writer, TimeProvider time)
{
    /// <summary>Records that a creation begins: IVS has no request tokens, so a restart looks for what it may have made.</summary>
    public Task IntentAsync(IvsChannelRound round, IvsResource kind, CancellationToken cancellationToken)
    {
        round.BeginIntent();
        return IntendAsync(round, s => s with
        {
            Resources = s.Resources.Begun(kind, round.Resource.Spec.ProviderRef.Name, token: null, time.GetUtcNow()),
        }, cancellationToken);
    }

    public Task NoIntentAsync(IvsChannelRound round, CancellationToken cancellationToken) =>
        ResourcesAsync(round, r => r with { Creating = null }, cancellationToken);

    public Task ArnAsync(IvsChannelRound round, IvsResource kind, string? arn, CancellationToken cancellationToken) =>
        ResourcesAsync(round, r => WithArn(round, r, kind, arn), cancellationToken);

    /// <summary>Records a new channel, and the stream key that came with it.</summary>
    public Task ChannelAsync(IvsChannelRound round, string arn, string? streamKeyArn, CancellationToken cancellationToken) =>
        ResourcesAsync(round, r => WithArn(round, r, IvsResource.Channel, arn) with { StreamKeyArn = streamKeyArn ?? r.StreamKeyArn }, cancellationToken);

    /// <summary>Counts one more look that did not find a recorded resource.</summary>
    public Task MissingAsync(IvsChannelRound round, IvsResource kind, CancellationToken cancellationToken)
    {
        round.MissingIsCounted = true;
        return ResourcesAsync(round, r => r.Missed(kind, time.GetUtcNow()), cancellationToken);
    }

    public Task FoundAsync(IvsChannelRound round, CancellationToken cancellationToken) => ResourcesAsync(round, r => r with { Missing = null }, cancellationToken);

    public Task LossAsync(IvsChannelRound round, IvsResource kind, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s.WithoutLost(kind), cancellationToken);

    /// <summary>The recording configuration waits for its deletion, and another one is to be made.</summary>
    public Task RetireAsync(IvsChannelRound round, CancellationToken cancellationToken) =>
        ResourcesAsync(round, r => r with { FormerRecordingConfigurationArn = r.RecordingConfigurationArn, RecordingConfigurationArn = null }, cancellationToken);

    public Task FormerGoneAsync(IvsChannelRound round, CancellationToken cancellationToken) =>
        ResourcesAsync(round, r => r with { FormerRecordingConfigurationArn = null }, cancellationToken);

    public Task EndpointsAsync(IvsChannelRound round, string? playbackUrl, string? ingestEndpoint, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with
        {
            Playback = new() { Url = playbackUrl },
            Ingest = new() { Endpoint = ingestEndpoint },
            StreamKeySecretRef = new SecretKeyReference { Name = round.Resource.StreamKeySecretName, Key = KeySecrets.KeyEntry },
        }, cancellationToken);

    public Task OfflineAsync(IvsChannelRound round, CancellationToken cancellationToken) =>
        WriteAsync(round, s => ChannelConditions.Offline(s, round.Resource.Metadata.Generation, time.GetUtcNow()), cancellationToken);

    /// <summary>The channel with the status that says how a round ended.</summary>
    public static IvsChannel AtEnd(RoundEnd end, IvsChannelRound round) =>
        round.Resource.With(ChannelConditions.After(round.View(), end, round.Resource.Metadata.Generation));

    private static IvsChannelResources WithArn(IvsChannelRound round, IvsChannelResources resources, IvsResource kind, string? arn) =>
        resources.WithArn(kind, arn).Known(kind, round.Resource.Spec.ProviderRef.Name);

    private Task ResourcesAsync(IvsChannelRound round, Func<IvsChannelResources, IvsChannelResources> change, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with { Resources = change(s.Resources) }, cancellationToken);

    private async Task IntendAsync(IvsChannelRound round, Func<IvsChannelStatus, IvsChannelStatus> change, CancellationToken cancellationToken) =>
        round.Resource = await writer.IntendAsync(round.Resource, round.Resource.With(change(round.Resource.Recorded)), cancellationToken);

    private async Task WriteAsync(IvsChannelRound round, Func<IvsChannelStatus, IvsChannelStatus> change, CancellationToken cancellationToken) =>
        round.Resource = await writer.WriteAsync(round.Resource, round.Resource.With(change(round.Resource.Recorded)), cancellationToken);
}
