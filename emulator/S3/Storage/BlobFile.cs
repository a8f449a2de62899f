using System.Buffers;
using System.Security.Cryptography;
using Onair.Emulator.S3.Checksums;

namespace Onair.Emulator.S3.Storage;

/// <summary>What was written.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Md5">Of all bytes.</param>
/// <param name="Checksums">Base64 by algorithm, those that were asked for.</param>
internal sealed record BlobDigest(long Size, byte[] Md5, IReadOnlyDictionary<string, string> Checksums)
{
    public string ETag => Convert.ToHexStringLower(Md5);
}

/// <summary>Moves bytes between streams and blob files in pieces of one buffer.</summary>
internal static class BlobFile
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Writes a new blob. A failed one leaves no file.</summary>
    /// <param name="length">Maximum number of bytes to copy; null for all.</param>
    public static async Task<BlobDigest> WriteAsync(
        string path, Stream source, long? length, IEnumerable<string> algorithms, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                BufferSize = 0,
                Options = FileOptions.Asynchronous,
            });
            return await CopyAsync(source, length, file, algorithms, cancellationToken);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Opens a blob if it still exists; it stays readable when it is replaced meanwhile.</summary>
    public static FileStream OpenRead(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.ReadWrite | FileShare.Delete,
        BufferSize = 0,
        Options = FileOptions.Asynchronous,
    });

    /// <summary>Copies a number of bytes from where the source stands.</summary>
    public static async Task CopyAsync(Stream source, Stream target, long length, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (length > 0)
            {
                var read = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(length, BufferSize)), cancellationToken);
                if (read == 0) throw new EndOfStreamException();
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                length -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<BlobDigest> CopyAsync(
        Stream source, long? length, FileStream file, IEnumerable<string> algorithms, CancellationToken cancellationToken)
    {
        var checksums = algorithms.ToDictionary(a => a, a => Checksum.Create(a)!);
#pragma warning disable CA5351 // An ETag is an MD5 by S3's definition.
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        long size = 0;
        try
        {
            var left = length ?? long.MaxValue;
            int read;
            while (left > 0
                && (read = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, BufferSize)), cancellationToken)) > 0)
            {
                md5.AppendData(buffer, 0, read);
                foreach (var checksum in checksums.Values) checksum.Append(buffer.AsSpan(0, read));
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                left -= read;
                size += read;
            }

            return new BlobDigest(
                size, md5.GetHashAndReset(),
                checksums.ToDictionary(c => c.Key, c => Convert.ToBase64String(c.Value.Finish())));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            foreach (var checksum in checksums.Values) checksum.Dispose();
        }
    }
}
