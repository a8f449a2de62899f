using System.Collections.Concurrent;
using System.Text.Json;
using Onair.Emulator.S3;
using Onair.Primitives;

namespace Onair.Emulator.Media.Archive;

/// <summary>
/// Recorded segments on their way to the bucket: <c>{id}.part</c> while it grows, <c>{id}.ts</c> when it is whole,
/// <c>{id}.json</c> saying where it belongs. Segments left by a crash are stored by the next process, including the truncated one.
/// </summary>
internal sealed partial class ArchiveSpool : IAsyncDisposable
{
    private const int Remembered = 30;

    private readonly string _directory;
    private readonly IObjectStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<ArchiveSpool> _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _uploads = new(2);
    private readonly ConcurrentDictionary<string, Upload> _pending = new();
    private readonly ConcurrentQueue<StoredArchivePart> _recent = new();

    public ArchiveSpool(MediaOptions options, IObjectStore store, TimeProvider time, ILogger<ArchiveSpool> log)
    {
        _directory = Directory.CreateDirectory(Path.Combine(options.MediaDirectory, "archive")).FullName;
        (_store, _time, _log) = (store, time, log);
    }

    /// <summary>The segments stored last, newest first.</summary>
    public IReadOnlyList<StoredArchivePart> Recent => [.. _recent.Reverse()];

    /// <summary>Uploads the segments that an earlier process left.</summary>
    public void Recover()
    {
        foreach (var cut in Directory.EnumerateFiles(_directory, "*.part").ToList()) File.Move(cut, Path.ChangeExtension(cut, ".ts"));
        foreach (var whole in Directory.EnumerateFiles(_directory, "*.ts"))
        {
            var id = Path.GetFileNameWithoutExtension(whole);
            if (File.Exists(FilePath(id, ".json"))) Enqueue(id, Read(id));
            else File.Delete(whole);
        }
    }

    /// <summary>Opens the file of a new segment.</summary>
    public (string Id, FileStream File) Open(ArchivePart part)
    {
        var id = Guid.NewGuid().ToString("N");
        File.WriteAllText(FilePath(id, ".json"), JsonSerializer.Serialize(part, ArchiveJson.Default.ArchivePart));
        return (id, File.Create(FilePath(id, ".part"), 64 * 1024));
    }

    /// <summary>The segment is whole and its file closed.</summary>
    public void Complete(string id, ArchivePart part)
    {
        File.Move(FilePath(id, ".part"), FilePath(id, ".ts"));
        Enqueue(id, part);
    }

    /// <summary>The segment, whose file is closed, is not kept.</summary>
    public void Discard(string id)
    {
        File.Delete(FilePath(id, ".part"));
        File.Delete(FilePath(id, ".json"));
    }

    /// <summary>Completes when all whole segments of a channel are stored, or cannot be because their bucket is gone.</summary>
    public Task DrainAsync(string channelId, CancellationToken cancellationToken) =>
        Task.WhenAll(_pending.Values.Where(u => u.Part.ChannelId == channelId).Select(u => u.Settled.Task)).WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_pending.Values.Select(u => u.Work));
        _stop.Dispose();
        _uploads.Dispose();
    }

    private string FilePath(string id, string extension) => Path.Combine(_directory, id + extension);

    private ArchivePart Read(string id) => JsonSerializer.Deserialize(File.ReadAllText(FilePath(id, ".json")), ArchiveJson.Default.ArchivePart)!;

    private void Enqueue(string id, ArchivePart part)
    {
        var upload = new Upload(part);
        _pending[id] = upload;
        upload.Work = Task.Run(() => UploadAsync(id, upload), CancellationToken.None);
    }

    private async Task UploadAsync(string id, Upload upload)
    {
        var backoff = new RestartBackoff(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10), _time);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await PutAsync(id, upload.Part);
                _pending.TryRemove(id, out _);
                upload.Settled.TrySetResult();
                return;
            }
            catch (DirectoryNotFoundException)
            {
                upload.Settled.TrySetResult(); // callers do not wait for a missing bucket, the recording does
                LogNoBucket(upload.Part.Bucket, upload.Part.Key);
            }
            catch (Exception exception) when (!_stop.IsCancellationRequested) // the store may be restarting
            {
                LogNotStored(upload.Part.Bucket, upload.Part.Key, exception);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await backoff.WaitAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PutAsync(string id, ArchivePart part)
    {
        await _uploads.WaitAsync(_stop.Token);
        try
        {
            long bytes;
            await using (var file = File.OpenRead(FilePath(id, ".ts")))
            {
                bytes = file.Length;
                await _store.PutAsync(
                    part.Bucket, part.Key, file, new Dictionary<string, string> { ["Content-Type"] = "video/mp2t" }, _stop.Token);
            }

            File.Delete(FilePath(id, ".ts"));
            File.Delete(FilePath(id, ".json"));
            _recent.Enqueue(new StoredArchivePart(part, bytes, _time.GetUtcNow()));
            while (_recent.Count > Remembered) _recent.TryDequeue(out _);
        }
        finally
        {
            _uploads.Release();
        }
    }

    private sealed class Upload(ArchivePart part)
    {
        public ArchivePart Part { get; } = part;

        public TaskCompletionSource Settled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Work { get; set; } = Task.CompletedTask;
    }
}
