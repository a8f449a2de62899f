using Onair.Recordings.Ts;

namespace Onair.Recordings.Mp4;

/// <summary>Everything in an MP4 before its media: ftyp, moov and the head of mdat (ISO/IEC 14496-12, 8).</summary>
/// <param name="parameterSets">SPS and PPS.</param>
/// <param name="video">The frames.</param>
/// <param name="times">Their times.</param>
/// <param name="audio">Null for none.</param>
/// <param name="duration">Duration of the movie, in 90-kHz ticks.</param>
/// <param name="frontBytes">Size of the GOP that is placed before the media.</param>
/// <param name="mediaBytes">Size of the media.</param>
internal sealed class MovieHead(
    byte[] parameterSets, VideoTrack video, TrackTimes times, AudioDescription? audio, long duration, long frontBytes, long mediaBytes)
{
    private const int MediaHead = 16;

    private readonly SequenceParameters _picture = SequenceParameters.Find(parameterSets)
        ?? throw new NotSupportedException("its sequence parameter set cannot be read");

    // The size of these boxes moves the media; it is known only after they are written.
    public byte[] ToArray()
    {
        var wide = frontBytes + mediaBytes > uint.MaxValue - (64L << 20);
        var length = Write(0, wide).Length + MediaHead;
        var to = Write(length + frontBytes, wide);
        to.U32(1).Text("mdat").U64(frontBytes + mediaBytes + MediaHead);
        return to.ToArray();
    }

    private BoxWriter Write(long media, bool wide)
    {
        var to = new BoxWriter();
        to.Begin("ftyp").Text("isom").U32(0x200).Text("isom").Text("iso2").Text("avc1").Text("mp41").End();
        to.Begin("moov");
        Timed(to, "mvhd", 0, 0, 0).U32(0x10000).U16(0x100).Zeros(10);
        Matrix(to).Zeros(24).U32(audio is null ? 2 : 3).End();
        Track(to, 1, times, TsClock.Rate, t =>
        {
            t.Begin("vmhd", 0, 1).Zeros(8).End();
            Data(t);
            Table(t, d => VideoTrack.WriteDescription(d, parameterSets, _picture), times, video.Samples, media, wide);
        });
        if (audio is not null)
        {
            Track(to, 2, audio.Times, audio.Config.SampleRate, t =>
            {
                t.Begin("smhd", 0).Zeros(4).End();
                Data(t);
                Table(t, audio.WriteSampleEntry, audio.Times, audio.Samples, media, wide);
            });
        }

        to.End();
        return to;
    }

    private void Track(BoxWriter to, int id, TrackTimes track, long scale, Action<BoxWriter> media)
    {
        to.Begin("trak");
        Timed(to, "tkhd", 3, id, 0).Zeros(8).U16(0).U16(0).U16(id == 1 ? 0 : 0x100).U16(0);
        var (width, height) = id == 1 ? Shown() : (0, 0);
        Matrix(to).U32(width << 16).U32(height << 16).End();
        var wide = Math.Max(duration, track.Start) > int.MaxValue;
        to.Begin("edts").Begin("elst", wide ? 1 : 0).U32(1).Time(duration, wide).Time(track.Start, wide).U16(1).U16(0).End();
        to.End();
        to.Begin("mdia");
        var wideMedia = track.Duration > uint.MaxValue;
        to.Begin("mdhd", wideMedia ? 1 : 0).Zeros(wideMedia ? 16 : 8).U32(scale).Time(track.Duration, wideMedia).U16(0x55c4).U16(0).End();
        to.Begin("hdlr", 0).U32(0).Text(id == 1 ? "vide" : "soun").Zeros(12).Text(id == 1 ? "Video\0" : "Audio\0").End();
        to.Begin("minf");
        media(to);
        to.End();
        to.End();
        to.End();
    }

    private (long Width, long Height) Shown()
    {
        var aspect = _picture.PixelAspect;
        return (aspect is { Width: > 0, Height: > 0 } ? (long)Math.Round((double)_picture.Width * aspect.Width / aspect.Height) : _picture.Width, _picture.Height);
    }

    private void Table(BoxWriter to, Action<BoxWriter> description, TrackTimes track, SampleTable samples, long media, bool wide)
    {
        to.Begin("stbl").Begin("stsd", 0).U32(1);
        description(to);
        to.End();
        Runs(to, "stts", track.Durations);
        if (track.Shifts.Any(s => s.Value != 0)) Runs(to, "ctts", track.Shifts);
        if (samples == video.Samples) video.WriteSyncSamples(to);
        samples.Write(to, media, wide);
        to.End();
    }

    private static void Runs(BoxWriter to, string type, IReadOnlyList<(long Count, long Value)> runs)
    {
        to.Begin(type, 0).U32(runs.Count);
        foreach (var (count, value) in runs) to.U32(count).U32(value);
        to.End();
    }

    /// <summary>mvhd and tkhd have the same first fields; creation times are 0.</summary>
    private BoxWriter Timed(BoxWriter to, string type, int flags, int track, int reserved)
    {
        var wide = duration > uint.MaxValue;
        to.Begin(type, wide ? 1 : 0, flags).Zeros(wide ? 16 : 8);
        if (type == "mvhd") to.U32(TsClock.Rate);
        else to.U32(track).U32(reserved);
        return to.Time(duration, wide);
    }

    private static BoxWriter Matrix(BoxWriter to) =>
        to.U32(0x10000).Zeros(12).U32(0x10000).Zeros(12).U32(0x40000000);

    private static void Data(BoxWriter to)
    {
        to.Begin("dinf").Begin("dref", 0).U32(1).Begin("url ", 0, 1).End();
        to.End();
        to.End();
    }
}
