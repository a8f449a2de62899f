using Onair.Api.IvsChannels;
using Onair.Operator.ExternalResources;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels.Status;

/// <summary>What each step records in the status. A pure function.</summary>
internal static class ChannelRecords
{
    /// <summary>The status with what a step records; null when it records nothing.</summary>
    /// <param name="step">The step.</param>
    /// <param name="channel">The channel as last written.</param>
    /// <param name="now">The time.</param>
    public static IvsChannelStatus? After(ReconcileStep step, IvsChannel channel, DateTimeOffset now)
    {
        var (status, provider) = (channel.Recorded, channel.Spec.ProviderRef.Name);
        var resources = status.Resources;
        return step switch
        {
            // IVS has no request tokens, so a restart looks for what the creation may have made.
            IvsChannelStep.RecordIntent intent => status with { Resources = resources.Begun(intent.Kind, provider, token: null, now) },
            IvsChannelStep.DropIntent => status with { Resources = resources with { Creating = null } },
            // A new channel comes with a stream key.
            IvsChannelStep.RecordId { Part: var key } record => status with
            {
                Resources = (key is null ? resources : resources with { StreamKeyArn = key }).WithArn(record.Kind, record.Id).Known(record.Kind, provider),
            },
            IvsChannelStep.RecordMissing missing => status with { Resources = resources.Missed(missing.Kind, now) },
            IvsChannelStep.RecordFound => status with { Resources = resources with { Missing = null } },
            IvsChannelStep.RecordLoss loss => status.WithoutLost(loss.Kind),
            IvsChannelStep.RetireRecording => status with
            {
                Resources = resources with { FormerRecordingConfigurationArn = resources.RecordingConfigurationArn, RecordingConfigurationArn = null },
            },
            IvsChannelStep.RecordFormerGone => status with { Resources = resources with { FormerRecordingConfigurationArn = null } },
            IvsChannelStep.RecordEndpoints endpoints => status with
            {
                Playback = new() { Url = endpoints.PlaybackUrl },
                Ingest = new() { Endpoint = endpoints.IngestEndpoint },
                StreamKeySecretRef = endpoints.HasKey ? new() { Name = channel.StreamKeySecretName, Key = KeySecrets.KeyEntry } : null,
            },
            IvsChannelStep.RecordOffline => ChannelConditions.Offline(status, channel.Metadata.Generation, now),
            _ => null,
        };
    }
}
