using System.Buffers;
using Onair.Emulator.Mux.Api;

namespace Onair.Emulator.Mux.Uploads;

/// <summary>Writes received bytes at their offset. The file is always a prefix of the client's file: the bytes of an interrupted body are kept.</summary>
internal static class UploadFile
{
    private const int BufferSize = 128 * 1024;

    /// <param name="path">The file; made when it is not there.</param>
    /// <param name="body">The request's.</param>
    /// <param name="decision">To append or to replace.</param>
    /// <param name="limit">Size that the file must not exceed.</param>
    /// <param name="cancellationToken">Ends the transfer.</param>
    /// <returns>The file's size.</returns>
    /// <exception cref="MuxException">The body is longer than it said.</exception>
    public static async Task<long> WriteAsync(string path, Stream body, ChunkDecision decision, long limit, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = decision.Action == ChunkAction.Replace ? FileMode.Create : FileMode.Append,
            Access = FileAccess.Write,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        });
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var skip = decision.Skip;
            int read;
            while ((read = await body.ReadAsync(buffer.AsMemory(0, BufferSize), cancellationToken)) > 0)
            {
                var there = (int)Math.Min(skip, read);
                skip -= there;
                if (file.Length + read - there > limit) throw MuxException.Invalid("body: it has more bytes than Content-Range says");
                // Bytes that were read are written even when the request ends meanwhile.
                await file.WriteAsync(buffer.AsMemory(there, read - there), CancellationToken.None);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            // The response reports the size of the file, so the bytes must be on disk.
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }

        return file.Length;
    }
}
