using Onair.Emulator.S3;
using Onair.Recordings.Ts;

namespace Onair.Emulator.MediaConvert.Transcoding;

/// <summary>Writes the packets of a run as one MPEG-TS file on the run's clock.</summary>
internal static class RunFile
{
    private const int Chunk = 256 * 1024;

    /// <exception cref="JobFailureException">An input does not exist any more: AWS's 1404.</exception>
    public static async Task WriteAsync(Run run, string path, IObjectStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, Chunk);
        await file.WriteAsync(run.Contents.Tables, cancellationToken);
        var counters = new int[8192];
        foreach (var piece in run.Pieces) await WriteAsync(piece, run.Shift, counters, file, store, cancellationToken);
    }

    private static async Task WriteAsync(Piece piece, long shift, int[] counters, FileStream file, IObjectStore store, CancellationToken cancellationToken)
    {
        await using var source = JobInputs.Open(store, piece.Input);
        var (framer, buffer, number, (from, to)) = (new TsFramer(), new byte[Chunk], 0L, piece.Packets());
        int read;
        while (number < to && (read = await source.ReadAsync(buffer, cancellationToken)) > 0)
        {
            framer.Append(buffer.AsSpan(0, read));
            for (; number < to && framer.TryRead(out var packet); number++)
            {
                if (number < from) continue;
                Pes.Shift(packet, shift);
                // The continuity counters of the files are independent; a jump would mark the preceding packet as damaged.
                if (TsPacket.HasPayload(packet)) TsPacket.SetContinuity(packet, counters[TsPacket.Pid(packet)]++);
                file.Write(packet);
            }
        }
    }
}
