namespace Onair.Emulator.MediaLive;

/// <summary>Resumes everything where the previous process left it.</summary>
internal sealed class MediaLiveResume(
    MediaLiveAccount account, SecurityGroupOperations groups, InputOperations inputs, ChannelRunner channels, IngestFeed ingest) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await ingest.ApplyAsync(cancellationToken);
        foreach (var group in account.SecurityGroups.Rows) groups.Resume(group);
        foreach (var input in account.Inputs.Rows) inputs.Resume(input);
        foreach (var channel in account.Channels.Rows) channels.Resume(channel);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
