using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Onair.Recordings.Cutting;

namespace Onair.Splitter.Storage;

/// <summary>Reads byte ranges of segments. An interrupted read resumes at the byte that it reached.</summary>
internal sealed class ArchiveReader(HttpClient http)
{
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(30);

    private const int ChunkBytes = 1 << 18;

    private long _bytesRead;

    /// <summary>All bytes received, including those received twice.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Reads a run of GOPs into memory.</summary>
    public async Task<byte[]> ReadAsync(CutPiece piece, CutRun run, CancellationToken cancellationToken)
    {
        var bytes = new byte[run.Bytes];
        var at = 0;
        await ReadAsync(piece, run, size => bytes.AsMemory(at, Math.Min(size, bytes.Length - at)), (read, _) =>
        {
            at += read;
            return ValueTask.CompletedTask;
        }, cancellationToken);
        return bytes;
    }

    /// <summary>Reads a run of GOPs.</summary>
    /// <param name="piece">The piece that contains the run.</param>
    /// <param name="run">The run.</param>
    /// <param name="buffer">Returns memory for the next bytes, up to a size.</param>
    /// <param name="advance">Called with the number of bytes received.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task ReadAsync(
        CutPiece piece, CutRun run, Func<int, Memory<byte>> buffer, Func<int, CancellationToken, ValueTask> advance, CancellationToken cancellationToken)
    {
        var done = 0L;
        await S3Failure.Retry.ExecuteAsync(async token =>
        {
            while (done < run.Bytes)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, piece.Url);
                request.Headers.Range = new RangeHeaderValue(run.Offset + done, run.Offset + run.Bytes - 1);
                request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{piece.Index.ETag.Trim('"')}\""));
                using var answer = await BeginAsync(request, token);
                await S3Failure.ThrowUnlessFineAsync(answer, $"segment {piece.Url.AbsolutePath}", token);
                if (answer.StatusCode != HttpStatusCode.PartialContent)
                    throw new SplitException($"segment {piece.Url.AbsolutePath}: the store does not serve ranges");
                await using var body = await answer.Content.ReadAsStreamAsync(token);
                await foreach (var read in DrainAsync(body, size => buffer((int)Math.Min(size, run.Bytes - done)), token))
                {
                    done += read;
                    await advance(read, token);
                    if (done == run.Bytes) break;
                }
            }
        }, cancellationToken);
    }

    private async Task<HttpResponseMessage> BeginAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stall.CancelAfter(Stall);
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stall.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no response within {Stall.TotalSeconds} s");
        }
    }

    /// <summary>Yields the size of each read until the requested range is complete.</summary>
    private async IAsyncEnumerable<int> DrainAsync(Stream body, Func<int, Memory<byte>> buffer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        while (true)
        {
            stall.CancelAfter(Stall);
            int read;
            try
            {
                read = await body.ReadAsync(buffer(ChunkBytes), stall.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"no data received for {Stall.TotalSeconds} s");
            }

            if (read == 0) throw new IOException("the response was truncated");
            stall.CancelAfter(Timeout.InfiniteTimeSpan);
            Interlocked.Add(ref _bytesRead, read);
            yield return read;
        }
    }
}
