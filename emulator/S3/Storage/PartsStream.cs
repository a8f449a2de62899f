using Onair.Emulator.Auth;

namespace Onair.Emulator.S3.Storage;

/// <summary>The concatenated parts of an upload, with one file open at a time.</summary>
internal sealed class PartsStream(MultipartUpload upload, IEnumerable<PartRecord> parts) : BodyStream
{
    private readonly Queue<PartRecord> _parts = new(parts);
    private Stream? _current;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_current is null)
            {
                if (!_parts.TryDequeue(out var next)) return 0;
                _current = upload.Open(next);
            }

            var read = await _current.ReadAsync(buffer, cancellationToken);
            if (read > 0) return read;
            await _current.DisposeAsync();
            _current = null;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _current?.Dispose();
        base.Dispose(disposing);
    }
}
