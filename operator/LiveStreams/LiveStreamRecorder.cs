using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Status;
using Onair.Operator.Outboxes;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams;

/// <summary>
/// Writes the status under the optimistic lock of the resource version: an operator that works from an old copy gets a conflict
/// instead of overwriting a newer record.
/// </summary>
internal sealed class LiveStreamRecorder(StatusWriter<LiveStream> writer, SessionFolders folders, OperatorOptions options, TimeProvider time)
{
    /// <summary>Writes what a step records, and lets the round know.</summary>
    /// <exception cref="ArgumentException">The step records nothing.</exception>
    public async Task RecordAsync(ReconcileStep step, LiveStreamRound round, CancellationToken cancellationToken)
    {
        var stream = round.Resource;
        var context = new RecordContext(stream, round.Account?.Aws.ArchiveBucket, options.Prices, time.GetUtcNow()) { Give = folder => folders.Give(stream, folder) };
        var status = StreamRecords.After(step, stream.Recorded, context) ?? throw new ArgumentException($"{step.GetType().Name} records nothing", nameof(step));
        round.Resource = StreamRecords.IsIntent(step)
            ? await writer.IntendAsync(stream, stream.With(status), cancellationToken)
            : await writer.WriteAsync(stream, stream.With(status), cancellationToken);
        round.Note(step);
    }

    /// <summary>The stream with the status that says how a round ended, and what it has cost so far.</summary>
    public LiveStream AtEnd(RoundEnd end, LiveStreamRound round)
    {
        var stream = round.Resource;
        var status = StreamConditions.After(round.View, end, stream.Metadata.Generation);
        return stream.With(StreamCost.Now(status, stream.Spec, options.Prices, time.GetUtcNow()));
    }
}
