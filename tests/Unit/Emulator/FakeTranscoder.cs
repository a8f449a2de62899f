using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Onair.Emulator.MediaConvert.Transcoding;

namespace Onair.Tests.Unit.Emulator;

/// <summary>A transcoder whose jobs end when the test says so.</summary>
internal sealed class FakeTranscoder : IJobTranscoder
{
    private readonly ConcurrentDictionary<string, Work> _works = new();

    /// <summary>What a job is told to do; waits until it has begun.</summary>
    public async Task<JobPlan> PlanAsync(string id) => (await WorkAsync(id)).Plan;

    public async Task ReportAsync(string id, JobPhase phase, int percent) => (await WorkAsync(id)).Progress.Report(new JobProgress(phase, percent));

    public async Task EndAsync(string id) =>
        (await WorkAsync(id)).End.SetResult(new JsonArray(new JsonObject { ["outputDetails"] = new JsonArray(new JsonObject { ["durationInMs"] = 1000 }) }));

    public async Task FailAsync(string id, Exception failure) => (await WorkAsync(id)).End.SetException(failure);

    /// <summary>Ends when the job was told to stop.</summary>
    public async Task StoppedAsync(string id) => await (await WorkAsync(id)).Stopped.Task.WaitAsync(TimeSpan.FromSeconds(120));

    public async Task<JsonArray> RunAsync(JobPlan plan, IProgress<JobProgress> progress, CancellationToken cancellationToken)
    {
        var work = _works[plan.JobId] = new Work(plan, progress);
        try
        {
            return await work.End.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            work.Stopped.TrySetResult();
        }
    }

    private async Task<Work> WorkAsync(string id)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (true)
        {
            if (_works.TryGetValue(id, out var work)) return work;
            await Task.Delay(1, limit.Token);
        }
    }

    private sealed record Work(JobPlan Plan, IProgress<JobProgress> Progress)
    {
        public TaskCompletionSource<JsonArray> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
