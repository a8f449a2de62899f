using Onair.Api.ArchiveSplits;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Operator.Outboxes;
using Onair.Primitives;

namespace Onair.Operator.ArchiveSplits;

/// <summary>Writes the status under the optimistic lock of the resource version.</summary>
internal sealed class ArchiveSplitRecorder(StatusWriter<ArchiveSplit> writer, OperatorOptions options, TimeProvider time)
{
    /// <summary>Records what is cut and where it goes. From here on the split no longer needs its source.</summary>
    public Task AcceptAsync(ArchiveSplitRound round, CancellationToken cancellationToken)
    {
        var (split, session, aws) = (round.Resource, round.Session!, round.Account!.Aws);
        var (after, until) = session.Share(round.Source!);
        var output = new S3Location(split.Spec.Output.Bucket ?? aws.OutputBucket ?? aws.ArchiveBucket, round.Archive!.OutputKey).At(split.Modifier);
        return WriteAsync(round, s => s with
        {
            AcceptedSpec = SpecHash.Of(split.Spec),
            Provider = round.Provider!.Metadata.Name,
            SessionId = session.Id,
            ArchivePath = round.Archive.Location.ToString(),
            ArchivePlaylist = round.Source!.Playlist,
            ArchiveAfter = after,
            ArchiveUntil = until,
            OutputPath = output.ToString(),
            SectionCount = split.Spec.Sections.Count,
            SectionsDone = 0,
            Sections = [.. split.Spec.Sections.Select((section, position) => new SplitSectionStatus { Position = position, Title = section.Title })],
        }, cancellationToken);
    }

    /// <summary>Records that an attempt begins.</summary>
    public Task BeginAsync(ArchiveSplitRound round, int position, Coverage.Ready what, CancellationToken cancellationToken) =>
        IntendAsync(round, s => Change(s, position, section => section with
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

    public Task StartedAsync(ArchiveSplitRound round, int position, string jobId, CancellationToken cancellationToken) =>
        WriteAsync(round, s => Change(s, position, section => section with { JobId = jobId }), cancellationToken);

    public Task CompletedAsync(ArchiveSplitRound round, int position, SectionOutput output, CancellationToken cancellationToken)
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
    public Task FailedAsync(ArchiveSplitRound round, ArchiveSplitStep.Fail fail, CancellationToken cancellationToken) =>
        WriteAsync(round, s => Change(s, fail.Position, section => section with
        {
            State = fail.Final ? SplitSectionState.Failed : SplitSectionState.Waiting,
            Percent = null,
            RetryAt = fail.Final ? null : time.GetUtcNow() + Pause(section.Attempts ?? 1),
            WrongField = fail.WrongField,
            Message = fail.Message,
        }), cancellationToken);

    /// <summary>Records which URLs are in the Secret.</summary>
    public Task DownloadsAsync(ArchiveSplitRound round, SplitDownloadsStatus downloads, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with { Downloads = downloads }, cancellationToken);

    public Task RetryFailedAsync(ArchiveSplitRound round, string value, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with
        {
            Retry = value,
            CompletedAt = null,
            Took = null,
            Sections =
            [
                // The attempts count on: a Job's name contains the number.
                .. s.Sections.Select(x => x.State == SplitSectionState.Failed ? x with { State = SplitSectionState.Waiting, RetryAt = null, WrongField = null, Message = null } : x),
            ],
        }, cancellationToken);

    private static ArchiveSplitStatus Change(ArchiveSplitStatus status, int position, Func<SplitSectionStatus, SplitSectionStatus> change) =>
        status with { Sections = [.. status.Sections.Select(s => s.Position == position ? change(s) : s)] };

    // Sections that failed together are not retried together.
    private TimeSpan Pause(int attempts)
    {
        var first = TimeSpan.FromSeconds(options.Splitter.RetrySeconds);
        return Jitter.Around(new Backoff(first, first * 32).After(attempts));
    }

    private async Task IntendAsync(ArchiveSplitRound round, Func<ArchiveSplitStatus, ArchiveSplitStatus> change, CancellationToken cancellationToken) =>
        round.Resource = await writer.IntendAsync(round.Resource, round.Resource.With(change(round.Resource.Recorded)), cancellationToken);

    private async Task WriteAsync(ArchiveSplitRound round, Func<ArchiveSplitStatus, ArchiveSplitStatus> change, CancellationToken cancellationToken) =>
        round.Resource = await writer.WriteAsync(round.Resource, round.Resource.With(change(round.Resource.Recorded)), cancellationToken);
}
