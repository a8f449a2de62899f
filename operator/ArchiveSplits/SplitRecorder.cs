using Onair.Api.ArchiveSplits;
using Onair.Kubernetes;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Operator.ArchiveSplits.Engines;
using Onair.Operator.ArchiveSplits.Status;
using Onair.Operator.Outboxes;

namespace Onair.Operator.ArchiveSplits;

/// <summary>Writes what is known into the status, under the optimistic lock of the resource version.</summary>
internal sealed class SplitRecorder(StatusWriter<ArchiveSplit> writer, EventRecorder events, OperatorOptions options, TimeProvider time)
{
    /// <summary>Records what is cut and where it goes. From here on the stream and its sessions are not needed any more.</summary>
    public Task AcceptAsync(SplitRound round, CancellationToken cancellationToken)
    {
        var (split, session, aws) = (round.Split, round.Session!, round.Account!.Aws);
        var archive = S3Location.Parse(session.Status!.ArchivePath!);
        var output = new S3Location(split.Spec.Output.Bucket ?? aws.OutputBucket ?? aws.ArchiveBucket, archive.Key).At(split.Modifier);
        return WriteAsync(round, s => s with
        {
            AcceptedSpec = SpecHash.Of(split.Spec),
            Provider = round.Provider!.Metadata.Name,
            SessionId = session.Id,
            ArchivePath = session.Status.ArchivePath,
            OutputPath = output.ToString(),
            SectionCount = split.Spec.Sections.Count,
            SectionsDone = 0,
            Sections = [.. split.Spec.Sections.Select((section, position) => new SplitSectionStatus { Position = position, Title = section.Title })],
        }, cancellationToken);
    }

    /// <summary>Records that an attempt begins.</summary>
    public Task BeginAsync(SplitRound round, int position, Coverage.Ready what, CancellationToken cancellationToken) =>
        WriteAsync(round, s => Change(s, position, section => section with
        {
            State = SplitSectionState.Running,
            Attempts = (section.Attempts ?? 0) + 1,
            StartSeconds = Math.Round(what.Start, 6),
            EndSeconds = Math.Round(what.End, 6),
            MissingSeconds = what.Missing > 0 ? what.Missing : null,
            StartedAt = time.GetUtcNow(),
            RetryAt = null,
            JobId = null,
            Percent = 0,
            Message = null,
        }) with
        { StartedAt = s.StartedAt ?? time.GetUtcNow() }, cancellationToken);

    public Task StartedAsync(SplitRound round, int position, string jobId, CancellationToken cancellationToken) =>
        WriteAsync(round, s => Change(s, position, section => section with { JobId = jobId }), cancellationToken);

    public Task CompletedAsync(SplitRound round, int position, SectionOutput output, CancellationToken cancellationToken)
    {
        var work = round.Work(position);
        return WriteAsync(round, s => Change(s, position, section => section with
        {
            State = SplitSectionState.Completed,
            Percent = 100,
            OutputUrl = work.Output.ToString(),
            PlaylistUrl = work.Playlist.ToString(),
            DurationSeconds = output.Seconds,
            Bytes = output.Bytes,
            Method = output.Method,
            StartMovedSeconds = output.StartMoved is { } start and not 0 ? Math.Round(start, 3) : null,
            EndMovedSeconds = output.EndMoved is { } end and not 0 ? Math.Round(end, 3) : null,
            CompletedAt = time.GetUtcNow(),
            Message = output.Note,
        }), cancellationToken);
    }

    /// <summary>Records that an attempt failed, and when the next one is.</summary>
    public Task FailedAsync(SplitRound round, int position, string message, bool final, CancellationToken cancellationToken) =>
        WriteAsync(round, s => Change(s, position, section => section with
        {
            State = final ? SplitSectionState.Failed : SplitSectionState.Waiting,
            Percent = null,
            RetryAt = final ? null : time.GetUtcNow() + Pause(section.Attempts ?? 1),
            Message = message,
        }), cancellationToken);

    public Task RetryFailedAsync(SplitRound round, string value, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with
        {
            Retry = value,
            CompletedAt = null,
            Took = null,
            Sections =
            [
                // The attempts are counted on: a Job's name has the number.
                .. s.Sections.Select(x => x.State == SplitSectionState.Failed ? x with { State = SplitSectionState.Waiting, RetryAt = null, Message = null } : x),
            ],
        }, cancellationToken);

    /// <summary>Writes the end of a round, if it differs from what is there, and tells the transitions.</summary>
    public async Task EndAsync(SplitRound round, SplitStep end, CancellationToken cancellationToken)
    {
        var view = round.View();
        if (view.HasFinalizer) await WriteAsync(round, _ => SplitConditions.After(view, end, round.Split.Metadata.Generation), cancellationToken);
        foreach (var (type, reason, message) in SplitEvents.Between(round.Before, round.Split.Recorded)) events.Publish(round.Split, type, reason, message);
    }

    private static ArchiveSplitStatus Change(ArchiveSplitStatus status, int position, Func<SplitSectionStatus, SplitSectionStatus> change) =>
        status with { Sections = [.. status.Sections.Select(s => s.Position == position ? change(s) : s)] };

    // Sections that failed together do not come back together.
    private TimeSpan Pause(int attempts) =>
        Jitter.Around(TimeSpan.FromSeconds(options.Splitter.RetrySeconds * Math.Pow(2, Math.Min(attempts - 1, 5))));

    private async Task WriteAsync(SplitRound round, Func<ArchiveSplitStatus, ArchiveSplitStatus> change, CancellationToken cancellationToken) =>
        round.Split = await writer.WriteAsync(round.Split, round.Split.With(change(round.Split.Recorded)), cancellationToken);
}
