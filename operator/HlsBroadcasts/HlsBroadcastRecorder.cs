using Onair.Api.HlsBroadcasts;
using Onair.Operator.HlsBroadcasts.Decisions;
using Onair.Operator.HlsBroadcasts.Status;
using Onair.Operator.Outboxes;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.HlsBroadcasts;

/// <summary>Writes the status under the optimistic lock of the resource version.</summary>
internal sealed class HlsBroadcastRecorder(StatusWriter<HlsBroadcast> writer)
{
    /// <summary>Writes what a step records. A step that something is done after is in conflict with an edit of the spec, too.</summary>
    /// <exception cref="ArgumentException">The step records nothing.</exception>
    public async Task RecordAsync(ReconcileStep step, HlsBroadcastRound round, CancellationToken cancellationToken)
    {
        var broadcast = round.Resource;
        var status = BroadcastRecords.After(step, round.View, broadcast.Uid, round.Target)
            ?? throw new ArgumentException($"{step.GetType().Name} records nothing", nameof(step));
        round.Resource = step is HlsBroadcastStep.Claim or HlsBroadcastStep.BeginRun or HlsBroadcastStep.IntendCredentials or HlsBroadcastStep.RecordStopping
            ? await writer.IntendAsync(broadcast, broadcast.With(status), cancellationToken)
            : await writer.WriteAsync(broadcast, broadcast.With(status), cancellationToken);
    }
}
