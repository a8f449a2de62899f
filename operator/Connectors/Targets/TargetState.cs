using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Resources;
using Onair.Operator.Connectors.Decisions;

namespace Onair.Operator.Connectors.Targets;

/// <summary>Whether a target takes a push, as far as the resources say. Pure functions.</summary>
internal static class TargetState
{
    /// <summary>Of a LiveStream.</summary>
    public static TargetView Of(string name, LiveStream? stream, DateTimeOffset now) => stream switch
    {
        null => new TargetView.Waits("TargetNotFound", $"LiveStream \"{name}\" does not exist."),
        { Metadata.DeletionTimestamp: not null } => new TargetView.Off($"LiveStream \"{name}\" is being deleted."),
        { Recorded.Hold: not null } => new TargetView.Off($"The cost guard keeps LiveStream \"{name}\" stopped."),
        _ when IsStopped(stream, now) => new TargetView.Off($"LiveStream \"{name}\" is stopped."),
        { Recorded: { Ingest.Endpoints.Count: > 0 } status } when status.CurrentSession is { RunningAt: not null } => new TargetView.Ready(),
        _ => new TargetView.Waits("ChannelStarting", $"The channel of LiveStream \"{name}\" does not run yet."),
    };

    /// <summary>Of an IvsChannel.</summary>
    public static TargetView Of(string name, IvsChannel? channel) => channel switch
    {
        null => new TargetView.Waits("TargetNotFound", $"IvsChannel \"{name}\" does not exist."),
        { Metadata.DeletionTimestamp: not null } => new TargetView.Off($"IvsChannel \"{name}\" is being deleted."),
        // An unreadable channel is not Ready, and yet there.
        { Recorded.StreamKeySecretRef: not null } when channel.Is(ConditionTypes.Ready) || channel.Metadata.Unreadable is not null => new TargetView.Ready(),
        _ => new TargetView.Waits("ChannelNotReady", $"IvsChannel \"{name}\" is not ready yet."),
    };

    // A stop that is declared ends the push at once: MediaLive sees the end of its input before the end of the channel.
    // What an unreadable stream declares is not known: its channel is left as it is, and so is the push.
    private static bool IsStopped(LiveStream stream, DateTimeOffset now) =>
        stream.Metadata.Unreadable is null && EffectiveRun.At(stream.Spec, stream.Recorded, now).State == RunState.Stopped;
}
