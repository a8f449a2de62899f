using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Onair.Emulator.Auth;

/// <summary>
/// Decodes the aws-chunked framing, checks each chunk's signature when there are signatures, and keeps the trailing
/// headers. A read fails as soon as something is wrong, so a body read to its end is valid.
/// </summary>
/// <param name="body">The framed body.</param>
/// <param name="key">Signs the chunks; null for STREAMING-UNSIGNED-PAYLOAD-TRAILER.</param>
/// <param name="seed">The signature of the request, which the first chunk's is chained to.</param>
/// <param name="hasTrailer">Trailing headers follow the last chunk.</param>
/// <param name="decodedLength">The promised length of the content; null when not declared.</param>
internal sealed class AwsChunkedBody(PipeReader body, SigningKey? key, string seed, bool hasTrailer, long? decodedLength)
    : BodyStream, IHttpRequestTrailersFeature
{
    private const int LongestLine = 4096;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string _previous = seed;
    private string _promised = "";
    private long _remaining;
    private long _total;
    private bool _inChunk;
    private bool _done;

    public bool Available => _done;

    public IHeaderDictionary Trailers { get; } = new HeaderDictionary();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty) return 0;
        while (!_done)
        {
            if (!_inChunk) await BeginChunkAsync(cancellationToken);
            if (_remaining == 0)
            {
                await FinishAsync(cancellationToken);
                break;
            }

            var read = await ReadChunkAsync(buffer, cancellationToken);
            if (_remaining == 0) await EndChunkAsync(cancellationToken);
            return read;
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _hash.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask BeginChunkAsync(CancellationToken cancellationToken)
    {
        var line = await ReadLineAsync(cancellationToken) ?? throw Incomplete();
        var parts = line.Split(';', 2);
        if (!long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _remaining) || _remaining < 0)
            throw Malformed($"chunk size \"{parts[0]}\" is not a hexadecimal number");
        const string Field = "chunk-signature=";
        _promised = parts.Length == 2 && parts[1].StartsWith(Field, StringComparison.Ordinal) ? parts[1][Field.Length..] : "";
        _inChunk = true;
    }

    private async ValueTask<int> ReadChunkAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var result = await body.ReadAsync(cancellationToken);
        if (result.Buffer.IsEmpty && result.IsCompleted) throw Incomplete();
        var data = result.Buffer.Slice(0, Math.Min(Math.Min(_remaining, buffer.Length), result.Buffer.Length));
        var read = (int)data.Length;
        data.CopyTo(buffer.Span);
        if (key is not null) _hash.AppendData(buffer.Span[..read]);
        body.AdvanceTo(data.End);
        _remaining -= read;
        _total += read;
        return read;
    }

    private async ValueTask EndChunkAsync(CancellationToken cancellationToken)
    {
        if (await ReadLineAsync(cancellationToken) is not { } end) throw Incomplete();
        if (end.Length > 0) throw Malformed("a chunk is longer than its size says");
        CheckChunk();
        _inChunk = false;
    }

    private async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        CheckChunk();
        if (decodedLength is { } promised && promised != _total) throw Incomplete();
        var signed = new StringBuilder();
        var signature = "";
        while (await ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var field = line.Split(':', 2);
            if (field.Length != 2) throw Malformed($"trailer \"{line}\" is not a header");
            var name = field[0].Trim().ToLowerInvariant();
            if (name == "x-amz-trailer-signature")
            {
                signature = field[1].Trim();
                continue;
            }

            Trailers[name] = field[1].Trim();
            signed.Append(name).Append(':').Append(field[1].Trim()).Append('\n');
        }

        if (hasTrailer && key is not null && !SigningKey.Matches(key.SignTrailer(_previous, signed.ToString()), signature))
            throw Mismatch();
        _done = true;
    }

    private void CheckChunk()
    {
        if (key is null) return;
        var expected = key.SignChunk(_previous, SigningKey.Hex(_hash.GetHashAndReset()));
        if (!SigningKey.Matches(expected, _promised)) throw Mismatch();
        _previous = expected;
    }

    private async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await body.ReadAsync(cancellationToken);
            if (result.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.UTF8.GetString(result.Buffer.Slice(0, end)).TrimEnd('\r');
                body.AdvanceTo(result.Buffer.GetPosition(1, end));
                return line;
            }

            if (result.Buffer.Length > LongestLine) throw Malformed("a chunk header is too long");
            body.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCompleted) return null;
        }
    }

    private static AwsException Incomplete() => new(400, "IncompleteBody",
        "The request body terminated unexpectedly");

    private static AwsException Malformed(string why) => new(400, "InvalidRequest",
        $"The aws-chunked body is malformed: {why}.");

    private static AwsException Mismatch() => AuthErrors.For("s3", AuthFailure.BadSignature,
        "The chunk signature we calculated does not match the signature you provided. Check your key and signing method.");
}
