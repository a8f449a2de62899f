using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Operator.IvsChannels.AwsResources;
using Onair.Operator.IvsChannels.Decisions;

namespace Onair.Operator.IvsChannels.Accounts;

/// <summary>What a list says about a channel at rest. It can show that there is nothing to do; everything else GetChannel decides. Pure functions.</summary>
internal static class ChannelComparison
{
    /// <summary>All of the channel's resources are recorded, its spec was applied, and nothing is in progress.</summary>
    public static bool IsAtRest(IvsChannel channel) =>
        channel.Metadata.DeletionTimestamp is null && channel.Metadata.Generation == channel.Recorded.ObservedGeneration
        && channel.Recorded.Conditions.Any(c => c is { Type: ConditionTypes.Ready, Status: not ConditionStatus.False })
        && channel.Recorded is
        {
            Playback: not null,
            Ingest: not null,
            StreamKeySecretRef: not null,
            Resources: { ChannelArn: not null, StreamKeyArn: not null, FormerRecordingConfigurationArn: null, Creating: null, Missing: null },
        };

    /// <summary>The listed channel belongs to an IvsChannel and has the declared settings.</summary>
    public static bool IsAsDeclared(IvsChannel channel, ObservedIvs? listed) => listed is { Tag: { } tag, Channel: { } actual } && tag.Uid == channel.Uid
        && ChannelSettings.Declared(channel.Spec, IvsContext.NameOf(channel), channel.Recorded.Resources.RecordingConfigurationArn).Differences(actual).Count == 0;

    /// <summary>
    /// The list does not show the channel as declared, or does not show it at all. Only a change counts: a difference that stays was looked at when
    /// it appeared. The first list after the channel was made has nothing to be compared with.
    /// </summary>
    /// <param name="channel">The channel.</param>
    /// <param name="former">The list before; null when there is none.</param>
    /// <param name="sweep">The list.</param>
    public static bool MayHaveDrifted(IvsChannel channel, ChannelSweep? former, ChannelSweep sweep)
    {
        if (!IsAtRest(channel)) return false;
        var arn = channel.Recorded.Resources.ChannelArn!;
        var listed = sweep.Channels.GetValueOrDefault(arn);
        return !IsAsDeclared(channel, listed) && (former is null || former.Began < MadeBy(channel) || former.Channels.GetValueOrDefault(arn) != listed);
    }

    // Conditions have whole seconds.
    private static DateTimeOffset MadeBy(IvsChannel channel) =>
        channel.Recorded.Conditions.First(c => c.Type == ConditionTypes.Ready).LastTransitionTime + TimeSpan.FromSeconds(1);

    /// <summary>The channel's stream key was not found.</summary>
    public static bool MayHaveLostKey(IvsChannel channel, KeySweep sweep) => IsAtRest(channel) && !sweep.Keys.ContainsKey(channel.Recorded.Resources.StreamKeyArn!);

    /// <summary>What a comparison with the spec need not ask IVS for: the channel and the stream key, if the sweeps saw them as declared.</summary>
    public static IEnumerable<(IvsResource Kind, ObservedIvs Seen)> Known(IvsChannel channel, AccountView view, DateTimeOffset now)
    {
        if (!IsAtRest(channel)) yield break;
        var status = channel.Recorded;
        if (view.Channel(status.Resources.ChannelArn!, now) is { } listed && IsAsDeclared(channel, listed))
            // A list has no URLs. IVS assigns them, so the recorded ones still hold.
            yield return (IvsResource.Channel, listed with { Channel = listed.Channel! with { PlaybackUrl = status.Playback!.Url, IngestEndpoint = status.Ingest!.Endpoint } });
        if (view.Key(status.Resources.StreamKeyArn!, now) is { Tag: { } tag } key && tag.Uid == channel.Uid) yield return (IvsResource.StreamKey, key);
    }
}
