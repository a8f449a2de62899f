using Onair.Emulator.Mux.Assets;
using Onair.Emulator.Mux.SigningKeys;
using Onair.Emulator.Mux.Uploads;

namespace Onair.Emulator.Mux;

/// <summary>Registers the configured signing key when the process starts, and resumes unfinished work.</summary>
internal sealed class MuxResume(MuxAccount account, UploadCompletion completion, AssetRunner runner) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (ConfiguredKey.Read(account.Options.Mux, account.Now) is { } key) account.SigningKeys.Put(key);
        lock (account.Gate)
        {
            completion.Resume();
            runner.Resume();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
