using System.Collections.Concurrent;
using Onair.Emulator.Mux.Webhooks;

namespace Onair.Emulator.Mux.Assets;

/// <summary>Prepares assets: fetch, probe, convert. Work of a killed process is restarted.</summary>
internal sealed partial class AssetRunner(
    MuxAccount account, MuxFiles files, SourceFetch fetch, EventQueue events,
    ILogger<AssetRunner> logger, IHostApplicationLifetime lifetime) : IDisposable
{
    // One at a time: an encoder uses all processors.
    private readonly SemaphoreSlim _slots = new(2);
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _runs = new(StringComparer.Ordinal);

    /// <summary>Begins with an asset that is preparing. Its work is not waited for.</summary>
    public void Start(MuxAsset asset)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        _runs[asset.Id] = stop;
        _ = RunAsync(asset, stop);
    }

    /// <summary>Ends the work on a deleted asset and removes its files.</summary>
    public void Forget(MuxAsset asset)
    {
        // Whoever removes the run from the table is responsible for the files.
        if (_runs.TryGetValue(asset.Id, out var run)) run.Cancel();
        else Clear(asset);
    }

    /// <summary>At the start of the process.</summary>
    public void Resume()
    {
        foreach (var lost in files.AssetFolders().Where(id => !account.Assets.TryGet(id, out _))) files.DeleteAsset(lost);
        foreach (var asset in account.Assets.Rows.Where(a => a.Status == "preparing")) Start(asset);
    }

    public void Dispose() => _slots.Dispose();

    private async Task RunAsync(MuxAsset asset, CancellationTokenSource stop)
    {
        await Task.Yield();
        try
        {
            await PrepareAsync(asset, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Deleted, or left for the next process.
        }
        catch (AssetFailureException failure)
        {
            LogFailed(asset.Id, failure.Code, failure.Message);
            Settle(asset.Id, row => row with { Status = "errored", ErrorType = failure.Code, ErrorMessage = failure.Message });
        }
        catch (Exception e)
        {
            // Nobody awaits a run: an unhandled exception would leave the asset preparing forever.
            LogBroken(e, asset.Id);
            Settle(asset.Id, row => row with { Status = "errored", ErrorType = "internal_error", ErrorMessage = "Internal failure of the emulator" });
        }
        finally
        {
            lock (account.Gate)
            {
                _runs.TryRemove(asset.Id, out _);
                if (!account.Assets.TryGet(asset.Id, out _)) Clear(asset);
            }

            stop.Dispose();
        }
    }

    private async Task PrepareAsync(MuxAsset asset, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            Directory.CreateDirectory(files.Asset(asset.Id));
            var source = files.Source(asset.Id);
            if (asset.UploadId is { } upload && File.Exists(files.Upload(upload))) File.Move(files.Upload(upload), source, overwrite: true);
            if (asset.SourceUrl is { } url && asset.Media is null) await fetch.ToFileAsync(url, source, cancellationToken);
            var media = await AssetConverter.ProbeAsync(files.Asset(asset.Id), source, cancellationToken);
            Settle(asset.Id, row => row with { Media = media });
            var rungs = await AssetConverter.ConvertAsync(media, files.Asset(asset.Id), source, files.Hls(asset.Id), cancellationToken);
            LogReady(asset.Id, rungs.Count);
            Settle(asset.Id, row => row with { Status = "ready", Media = media, Rungs = rungs });
        }
        finally
        {
            _slots.Release();
        }
    }

    // Changes by the client meanwhile are kept: continue with the stored row.
    private void Settle(string id, Func<MuxAsset, MuxAsset> change)
    {
        lock (account.Gate)
        {
            if (!account.Assets.TryGet(id, out var row) || row.Status != "preparing") return;
            var settled = change(row);
            if (settled.Status != "preparing") events.Add($"video.asset.{settled.Status}", "asset", id, AssetDocument.Of(settled));
            account.Assets.Put(settled);
        }
    }

    private void Clear(MuxAsset asset)
    {
        files.DeleteAsset(asset.Id);
        if (asset.UploadId is { } upload) File.Delete(files.Upload(upload));
    }

    [LoggerMessage(62, LogLevel.Information, "Asset {Id} is ready, renditions: {Rungs}")]
    private partial void LogReady(string id, int rungs);

    [LoggerMessage(63, LogLevel.Warning, "Asset {Id} failed with {Code}: {Message}")]
    private partial void LogFailed(string id, string code, string message);

    [LoggerMessage(64, LogLevel.Error, "Asset {Id} failed")]
    private partial void LogBroken(Exception exception, string id);
}
