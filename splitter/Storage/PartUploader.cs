using Onair.Recordings.Cutting;

namespace Onair.Splitter.Storage;

/// <summary>
/// Uploads a file in parts while it is made. Its head is made last, so the first part waits for it, and is larger by it.
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

    /// <summary>Takes the next bytes of the file behind its head.</summary>
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

    /// <summary>Uploads what is full. Returns when no more than a few are under way.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        while (_full.TryDequeue(out var part)) await BeginAsync(part, part.Length, ct);
    }

    /// <summary>Uploads the rest.</summary>
    /// <param name="head">What comes before all that was written, in pieces.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many parts there are.</returns>
    public async Task<int> CompleteAsync(IReadOnlyList<ReadOnlyMemory<byte>> head, CancellationToken ct)
    {
        Bytes += head.Sum(h => (long)h.Length);
        await DrainAsync(ct);
        var last = _first is null ? 0 : _length;
        if (last > 0) await BeginAsync(_current, last, ct);
        var media = _first is null ? _current.AsMemory(0, _length) : _first;
        await Task.WhenAll([PutAsync(1, [.. head, media], ct), .. _uploads]);
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

    private async Task BeginAsync(byte[] buffer, int length, CancellationToken ct)
    {
        await _slots.WaitAsync(ct);
        foreach (var failed in _uploads.Where(u => u.IsFaulted)) await failed;
        _uploads.RemoveAll(u => u.IsCompletedSuccessfully);
        _uploads.Add(UploadAsync(++_part, buffer, length, ct));
    }

    private async Task UploadAsync(int number, byte[] buffer, int length, CancellationToken ct)
    {
        try
        {
            await PutAsync(number, [buffer.AsMemory(0, length)], ct);
            lock (_free) _free.Push(buffer);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task PutAsync(int number, IReadOnlyList<ReadOnlyMemory<byte>> bytes, CancellationToken ct)
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
        }, ct);
    }
}
