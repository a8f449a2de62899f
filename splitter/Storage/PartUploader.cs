using Onair.Recordings.Cutting;

namespace Onair.Splitter.Storage;

/// <summary>
/// Uploads a file in parts while it is being written. The head of the file is written last, so the first part waits for it and is larger.
/// </summary>
internal sealed class PartUploader : IDisposable
{
    private const int MostInFlight = 3;
    private const long InFlightBytes = 32L << 20;

    private static readonly TimeSpan PutTime = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http;
    private readonly UploadTarget _target;
    private readonly SemaphoreSlim _slots;
    private readonly List<Task> _uploads = [];
    private readonly Queue<byte[]> _full = [];
    private readonly Stack<byte[]> _free = [];
    private byte[] _current;
    private int _length;
    private byte[]? _first;
    private int _part = 1;

    public PartUploader(HttpClient http, UploadTarget target)
    {
        (_http, _target) = (http, target);
        _slots = new SemaphoreSlim((int)Math.Clamp(InFlightBytes / target.PartBytes, 1, MostInFlight));
        _current = Rent();
    }

    public long Bytes { get; private set; }

    /// <summary>Appends bytes after the head of the file.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Bytes += bytes.Length;
        while (true)
        {
            var room = Math.Min(bytes.Length, _current.Length - _length);
            bytes[..room].CopyTo(_current.AsSpan(_length));
            _length += room;
            bytes = bytes[room..];
            if (bytes.IsEmpty) return;
            if (_first is null) _first = _current;
            else _full.Enqueue(_current);
            (_current, _length) = (Rent(), 0);
        }
    }

    /// <summary>Uploads the parts that are full. Returns when only a few uploads are in progress.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (_full.TryDequeue(out var part)) await BeginAsync(part, part.Length, cancellationToken);
    }

    /// <summary>Uploads the rest.</summary>
    /// <param name="head">The bytes that precede everything written so far.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The number of parts.</returns>
    public async Task<int> CompleteAsync(IReadOnlyList<ReadOnlyMemory<byte>> head, CancellationToken cancellationToken)
    {
        Bytes += head.Sum(h => (long)h.Length);
        await DrainAsync(cancellationToken);
        var last = _first is null ? 0 : _length;
        if (last > 0) await BeginAsync(_current, last, cancellationToken);
        var media = _first is null ? _current.AsMemory(0, _length) : _first;
        await Task.WhenAll([PutAsync(1, [.. head, media], cancellationToken), .. _uploads]);
        return _part;
    }

    public void Dispose()
    {
        Task.WhenAll(_uploads).ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
        _slots.Dispose();
    }

    private byte[] Rent()
    {
        lock (_free) return _free.TryPop(out var free) ? free : GC.AllocateUninitializedArray<byte>(_target.PartBytes);
    }

    private async Task BeginAsync(byte[] buffer, int length, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        foreach (var failed in _uploads.Where(u => u.IsFaulted)) await failed;
        _uploads.RemoveAll(u => u.IsCompletedSuccessfully);
        _uploads.Add(UploadAsync(++_part, buffer, length, cancellationToken));
    }

    private async Task UploadAsync(int number, byte[] buffer, int length, CancellationToken cancellationToken)
    {
        try
        {
            await PutAsync(number, [buffer.AsMemory(0, length)], cancellationToken);
            lock (_free) _free.Push(buffer);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task PutAsync(int number, IReadOnlyList<ReadOnlyMemory<byte>> bytes, CancellationToken cancellationToken)
    {
        if (number > _target.Parts.Count) throw new SplitException($"the plan has {_target.Parts.Count} parts of {_target.PartBytes} bytes, which is too little");
        var url = _target.Parts[number - 1];
        await S3Failure.Retry.ExecuteAsync(async token =>
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
            limit.CancelAfter(PutTime);
            try
            {
                using var content = new SegmentsContent(bytes);
                using var answer = await _http.PutAsync(url, content, limit.Token);
                await S3Failure.ThrowUnlessFineAsync(answer, $"part {number} of {url.AbsolutePath}", limit.Token);
            }
            catch (OperationCanceledException) when (!token.IsCancellationRequested)
            {
                throw new TimeoutException($"part {number} of {url.AbsolutePath} took longer than {PutTime.TotalMinutes} min");
            }
        }, cancellationToken);
    }
}
