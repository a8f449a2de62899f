using Onair.Emulator.Media.Ts;
using Onair.Recordings.Ts;

namespace Onair.Emulator.MediaConvert.Transcoding;

/// <summary>What is in an MPEG-TS file: enough to cut it by frames and to detect a file that continues it.</summary>
internal sealed record TsContents
{
    private const int Chunk = 256 * 1024;

    public required ProgramMap Map { get; init; }

    /// <summary>The PAT and the PMT, as packets.</summary>
    public required byte[] Tables { get; init; }

    /// <summary>Codec and size of the video; null where they cannot be read.</summary>
    public SequenceParameters? Video { get; init; }

    /// <summary>Presentation time of the first frame, on the file's own clock.</summary>
    public required long FirstPts { get; init; }

    public required FrameRate Rate { get; init; }

    /// <summary>Number of frames by duration; a frame before a gap lasts longer.</summary>
    public required long Frames { get; init; }

    public required bool HasAudio { get; init; }

    /// <summary>Number of packets.</summary>
    public required long Packets { get; init; }

    /// <summary>The frames in the order of the file.</summary>
    public required IReadOnlyList<TsFrame> Order { get; init; }

    /// <summary>Reads a file; null when it is not MPEG-TS or has no video.</summary>
    public static async Task<TsContents?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var (framer, scan, buffer) = (new TsFramer(), new Scan(), new byte[Chunk]);
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            framer.Append(buffer.AsSpan(0, read));
            while (framer.TryRead(out var packet)) scan.Observe(packet);
        }

        return scan.Finish();
    }

    /// <summary>Where in time a frame stands, in ticks from the first.</summary>
    public double At(long frame) => frame * Rate.Ticks;

    /// <summary>Whether another file continues this one, as the next segment of a recording does.</summary>
    public bool GoesOnIn(TsContents next)
    {
        ArgumentNullException.ThrowIfNull(next);
        var gap = TsClock.Difference(next.FirstPts, FirstPts) - At(Frames);
        return Math.Abs(gap) < Rate.Ticks / 4 && next.Map == Map && next.Video == Video && next.Rate == Rate && next.HasAudio == HasAudio;
    }

    private sealed class Scan
    {
        private readonly ProgramTables _tables = new();
        private readonly VideoProbe _probe = new();
        private readonly List<(long Packet, long Pts, bool IsKey)> _units = [];
        private long _packets;
        private bool _audio;

        public void Observe(ReadOnlySpan<byte> packet)
        {
            var number = _packets++;
            if (_tables.Observe(packet) || _tables.Map is not { } map) return;
            var pid = TsPacket.Pid(packet);
            if (pid == map.AudioPid) _audio = true;
            if (pid != map.VideoPid) return;
            _probe.Observe(packet);
            if (TsPacket.StartsUnit(packet) && Pes.TryReadTimes(packet, out var pts, out _)) _units.Add((number, pts, TsPacket.IsRandomAccess(packet)));
        }

        public TsContents? Finish()
        {
            if (_units.Count == 0) return null;
            // The clock may wrap within the file: times are relative before they are compared.
            var origin = _units[0].Pts;
            var earliest = _units.Min(u => TsClock.Difference(u.Pts, origin));
            var order = _units.Select(u => new TsFrame(u.Packet, TsClock.Difference(u.Pts, origin) - earliest, u.IsKey)).ToList();
            var times = order.Select(f => f.At).Order().ToList();
            var steps = times.Zip(times.Skip(1), (a, b) => b - a).Where(s => s > 0).Order().ToList();
            var rate = steps.Count == 0 ? new FrameRate(30, 1) : FrameRate.FromTicks(steps[steps.Count / 2]);
            return new TsContents
            {
                Map = _tables.Map!,
                Tables = [.. _tables.Pat, .. _tables.Pmt],
                Video = _probe.Parameters,
                FirstPts = TsClock.Add(origin, earliest),
                Rate = rate,
                Frames = (long)Math.Round(times[^1] / rate.Ticks) + 1,
                HasAudio = _audio,
                Packets = _packets,
                Order = order,
            };
        }
    }
}

/// <summary>A frame of a file.</summary>
/// <param name="Packet">The number of the packet it begins in.</param>
/// <param name="At">When it is shown, in ticks from the first.</param>
/// <param name="IsKey">Decoding can begin with it.</param>
internal readonly record struct TsFrame(long Packet, long At, bool IsKey);
