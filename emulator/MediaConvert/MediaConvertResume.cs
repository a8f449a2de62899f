namespace Onair.Emulator.MediaConvert;

/// <summary>Restarts unfinished jobs when the process starts.</summary>
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
