using System.Collections.Concurrent;
using Onair.Emulator.MediaConvert.Transcoding;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaConvert;

/// <summary>Carries jobs through their states, the work included.</summary>
internal sealed partial class JobRunner(MediaConvertAccount account, IJobTranscoder transcoder, Transitions transitions, ILogger<JobRunner> logger)
{
    private readonly ConcurrentDictionary<string, Run> _runs = new(StringComparer.Ordinal);

    /// <summary>Progress of a job that runs in this process; null for others.</summary>
    public JobProgress? Progress(string jobId) => _runs.TryGetValue(jobId, out var run) ? run.Latest : null;

    /// <summary>Puts the job into a state and continues from there. Requires the account's lock.</summary>
    public Job Enter(Job job, JobStatus status)
    {
        var entered = account.Jobs.Put(job with
        {
            Status = status,
            Due = status.IsOver() ? null : account.In(JobLife.Seconds(status)),
            StartedAt = status == JobStatus.Progressing ? account.Now : job.StartedAt,
            FinishedAt = status.IsOver() ? account.Now : null,
        });
        LogState(job.Id, status);
        if (status == JobStatus.Canceled && _runs.TryGetValue(job.Id, out var run)) run.Cancel();
        Resume(entered);
        return entered;
    }

    /// <summary>Continues the job's transition, which this or an earlier process began.</summary>
    public void Resume(Job job)
    {
        var what = $"job {job.Id} {job.Status.Wire()}";
        var due = job.Due ?? account.Now;
        switch (job.Status)
        {
            case JobStatus.Submitted when account.Queue(job.Queue).Status == "ACTIVE":
                transitions.At(due, what, () => Settle(job, row => Enter(row, JobStatus.Progressing)));
                break;
            case JobStatus.Progressing:
                var outcome = new JobOutcome();
                transitions.At(due, what, async c => outcome = await RunAsync(job, c), failure => Settle(job, row => End(row, failure is null ? outcome : JobOutcome.Unexpected(failure))));
                break;
        }
    }

    private async Task<JobOutcome> RunAsync(Job job, CancellationToken cancellationToken)
    {
        using var run = new Run(cancellationToken);
        _runs[job.Id] = run;
        try
        {
            // A job may have been cancelled before there was a run to stop.
            if (account.Job(job.Id).Status != JobStatus.Progressing) run.Cancel();
            return new JobOutcome { Details = await transcoder.RunAsync(JobPlanner.Plan(job), run, run.Token) };
        }
        catch (JobFailureException failure)
        {
            return new JobOutcome { Code = failure.Code, Message = failure.Message };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new JobOutcome();
        }
        finally
        {
            _runs.TryRemove(job.Id, out _);
        }
    }

    private void End(Job job, JobOutcome outcome)
    {
        if (outcome.Code is { } code) LogFailed(job.Id, code, outcome.Message!);
        Enter(
            job with { ErrorCode = outcome.Code, ErrorMessage = outcome.Message, Details = outcome.Details },
            outcome.Code is null ? JobStatus.Complete : JobStatus.Error);
    }

    private void Settle(Job job, Action<Job> next)
    {
        lock (account.Gate)
        {
            // Tags may have changed meanwhile: continue with the stored row, if it still waits for this.
            if (account.Jobs.TryGet(job.Id, out var row) && row.Status == job.Status) next(row);
        }
    }

    [LoggerMessage(50, LogLevel.Information, "Job {Id} is {Status}")]
    private partial void LogState(string id, JobStatus status);

    [LoggerMessage(51, LogLevel.Warning, "Job {Id} failed with {Code}: {Message}")]
    private partial void LogFailed(string id, int code, string message);

    /// <summary>A job at work, and how to stop it.</summary>
    private sealed class Run(CancellationToken stopping) : IProgress<JobProgress>, IDisposable
    {
        private readonly CancellationTokenSource _cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        private readonly Lock _gate = new();
        private bool _ended;

        public CancellationToken Token => _cancel.Token;

        public JobProgress? Latest { get; private set; }

        public void Report(JobProgress value) => Latest = value;

        public void Cancel()
        {
            lock (_gate)
                if (!_ended) _cancel.Cancel();
        }

        public void Dispose()
        {
            lock (_gate) _ended = true;
            _cancel.Dispose();
        }
    }
}
