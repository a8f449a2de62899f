using Onair.Emulator.S3;
using Onair.Recordings.Ts;

namespace Onair.Emulator.MediaConvert.Transcoding;

/// <summary>Writes the packets of a sequence as one MPEG-TS file on the sequence's clock.</summary>
internal static class ClipSequenceFile
{
    private const int Chunk = 256 * 1024;

    /// <exception cref="JobFailureException">An input does not exist any more: AWS's 1404.</exception>
    public static async Task WriteAsync(ClipSequence sequence, string path, IObjectStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, Chunk);
        await file.WriteAsync(sequence.Contents.Tables, cancellationToken);
        var counters = new int[8192];
        foreach (var clip in sequence.Clips) await WriteAsync(clip, sequence.Shift, counters, file, store, cancellationToken);
    }

    private static async Task WriteAsync(InputClip clip, long shift, int[] counters, FileStream file, IObjectStore store, CancellationToken cancellationToken)
    {
        await using var source = JobInputReader.Open(store, clip.Input);
        var (framer, buffer, number, (from, to)) = (new TsFramer(), new byte[Chunk], 0L, clip.Packets());
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
