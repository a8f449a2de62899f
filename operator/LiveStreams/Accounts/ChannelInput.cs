using Amazon.Runtime;
using Onair.Api.LiveStreams;
using Onair.Operator.AwsAccounts.Events;
using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Operator.LiveStreams.Accounts;

/// <summary>Whether video arrives at a running channel: by the alerts that were last read, or that events have told of since.</summary>
internal sealed class ChannelInput(OperatorOptions options, LiveStreamMemory memory, AccountViewCache views, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    private readonly KnownAlerts _alerts = new();

    /// <summary>Asks MediaLive, and lets the round know.</summary>
    public async Task AskAsync(LiveStreamRound round, CancellationToken cancellationToken)
    {
        var (stream, asked) = (round.Resource, time.GetUtcNow());
        var events = _alerts.Events(stream.Uid);
        var alerts = await ChannelAlerts.SetAsync(round.Context, stream.Recorded.Resources.ChannelId!, cancellationToken);
        var known = _alerts.Answered(stream.Uid, stream.Recorded.CurrentSessionId, asked, [.. alerts.Select(a => new InputAlert(a.Id, a.PipelineId, a.AlertType))], events);
        Tell(round, Receives(round, known));
        if (round.View.Receiving is null && await HasVideoAsync(round, cancellationToken)) Tell(round, true);
    }

    // Alerts come late. Frames that CloudWatch has counted prove the video before, where the credentials may read it.
    private async Task<bool> HasVideoAsync(LiveStreamRound round, CancellationToken cancellationToken)
    {
        var stream = round.Resource;
        try
        {
            var metrics = await ChannelMetrics.ReadAsync(
                round.Account!, [(stream.Recorded.Resources.ChannelId!, stream.Spec.Input.Redundancy.Pipelines())], time.GetUtcNow(), cancellationToken);
            // A datapoint is of a minute. One that ended before the channel ran is of the run before and proves nothing.
            return metrics?.Values.Any(m => m is { FrameRate: > 0, At: { } at } && at + Period > round.View.CurrentSession?.RunningAt) == true;
        }
        catch (Exception e) when (e is AmazonServiceException or HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Without metrics the grace period decides.
            return false;
        }
    }

    /// <summary>Lets the round know what was last read, unless that is too long ago.</summary>
    public void Recall(LiveStreamRound round)
    {
        var stream = round.Resource;
        if (_alerts.Of(stream.Uid) is not { IsCertain: true } known || known.Session != stream.Recorded.CurrentSessionId) return;
        if (views.Of(stream.ProviderName).Shares is not { } shares || Receives(round, known) is not { } receives) return;
        if (time.GetUtcNow() - known.AskedAt < Holds(receives, shares.Alerts)) Tell(round, receives);
    }

    /// <summary>
    /// How long what was read holds. Silence holds no longer than a minute: a show must not be stopped because the event was lost that its
    /// video came back.
    /// </summary>
    internal static TimeSpan Holds(bool receives, TimeSpan interval) => receives || interval < LongestSilence ? interval : LongestSilence;

    /// <summary>An alert was set or cleared.</summary>
    public void Changed(string uid, InputAlert alert, bool set) => _alerts.Changed(uid, alert, set);

    public void Forget(string uid) => _alerts.Forget(uid);

    private void Tell(LiveStreamRound round, bool? receives) => round.ObserveInput(receives, memory.Silent(round.Resource.Uid, receives == false));

    private bool? Receives(LiveStreamRound round, ChannelAlertSet known)
    {
        var runs = round.View.CurrentSession?.RunningAt is { } running ? round.Now - running : TimeSpan.Zero;
        return DecideInput.Receives(
            [.. known.Alerts.Select(a => (a.Pipeline, a.Type))], round.Resource.Spec.Input.Redundancy.Pipelines(), runs,
            TimeSpan.FromSeconds(options.InputGraceSeconds));
    }
}
