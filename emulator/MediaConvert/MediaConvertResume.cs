namespace Onair.Emulator.MediaConvert;

/// <summary>At the start of the process: jobs that were not over are run, from their beginning.</summary>
internal sealed class MediaConvertResume(MediaConvertAccount account, JobRunner runner) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var job in account.Jobs.Rows) runner.Resume(job);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
