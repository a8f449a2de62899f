using Onair.Api.IvsChannels;
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
    /// <summary>Writes what a step records, and lets the round know.</summary>
    /// <exception cref="ArgumentException">The step records nothing.</exception>
    public async Task RecordAsync(ReconcileStep step, IvsChannelRound round, CancellationToken cancellationToken)
    {
        var channel = round.Resource;
        var status = ChannelRecords.After(step, channel, time.GetUtcNow()) ?? throw new ArgumentException($"{step.GetType().Name} records nothing", nameof(step));
        round.Resource = step is IvsChannelStep.RecordIntent
            ? await writer.IntendAsync(channel, channel.With(status), cancellationToken)
            : await writer.WriteAsync(channel, channel.With(status), cancellationToken);
        round.Note(step);
    }

    /// <summary>The channel with the status that says how a round ended.</summary>
    public static IvsChannel AtEnd(RoundEnd end, IvsChannelRound round) =>
        round.Resource.With(ChannelConditions.After(round.View, end, round.Resource.Metadata.Generation));
}
