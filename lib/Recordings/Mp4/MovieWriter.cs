using System.Buffers.Binary;
using Onair.Recordings.Aac;
using Onair.Recordings.Ts;

namespace Onair.Recordings.Mp4;

/// <summary>Receives bytes of a file, in order.</summary>
public delegate void ByteSink(ReadOnlySpan<byte> bytes);

/// <summary>
/// Writes an MP4 of H.264 and AAC in one pass: the media as it arrives, and the head of the file at the end. Video frames are
/// written immediately; audio is buffered for half a second at a time.
/// </summary>
/// <param name="parameterSets">SPS and PPS of the video, as Annex B.</param>
/// <param name="media">Where the media goes.</param>
public sealed class MovieWriter(byte[] parameterSets, ByteSink media)
{
    // About half a second.
    private const int ChunkFrames = 24;

    private readonly VideoTrack _video = new();
    private readonly SampleTable _audioSamples = new();
    private readonly FrameGrid _grid = new();
    private readonly List<int> _pendingSizes = [];
    private byte[] _pending = new byte[64 * 1024];
    private int _pendingBytes;
    private byte[] _silence = [];
    private AacConfig? _audio;
    private long _bytes;
    private long _front;

    /// <summary>Number of video frames so far.</summary>
    public int Frames => _video.Samples.Count;

    /// <summary>Adds a frame. GOPs are added in the order of time, the frames of a GOP in decoding order.</summary>
    /// <param name="unit">The access unit as Annex B; parameter sets and delimiters in it are dropped.</param>
    /// <param name="time">Presentation time in 90-kHz ticks of the movie.</param>
    public void Video(ReadOnlySpan<byte> unit, long time)
    {
        if (_pendingSizes.Count >= ChunkFrames) FlushAudio();
        var begin = _bytes;
        var (size, key) = Sample(unit, media);
        _bytes += size;
        _video.Add(begin, size, time, key);
    }

    /// <summary>
    /// Inserts a GOP before all frames, for one that takes longer to encode than the rest takes to copy. Its bytes belong between what
    /// <see cref="Complete"/> returns and the media.
    /// </summary>
    /// <param name="frames">In decoding order, with their times.</param>
    /// <param name="front">Where its bytes go.</param>
    public void Prepend(IEnumerable<(byte[] Unit, long Time)> frames, ByteSink front)
    {
        List<(int Size, long Time)> samples = [.. frames.Select(f => (Sample(f.Unit, front).Size, f.Time))];
        _video.Prepend(samples);
        _front += samples.Sum(s => s.Size);
    }

    /// <summary>Adds a frame of audio; it is dropped when it is not needed.</summary>
    /// <param name="config">The configuration, the same for all frames.</param>
    /// <param name="frame">raw_data_block.</param>
    /// <param name="time">Presentation time in 90-kHz ticks of the movie; may be before its start.</param>
    /// <exception cref="NotSupportedException">The configuration changed, or is not supported.</exception>
    public void Audio(AacConfig config, ReadOnlySpan<byte> frame, long time)
    {
        if (_audio is null)
        {
            if (config.Channels == 0) throw new NotSupportedException("its audio has channels of no standard arrangement");
            (_audio, _silence) = (config, SilentFrame.Of(config.Channels));
        }

        if (config != _audio) throw new NotSupportedException("its audio changes rate or channels");
        var silent = _grid.Offer(SamplesOf(time));
        if (silent < 0) return;
        AddSilence(silent);
        AddFrame(frame);
    }

    /// <summary>Completes the media and returns the head of the file.</summary>
    /// <param name="end">Where the movie ends, in 90-kHz ticks; null to give the last frame the duration of the previous one.</param>
    public (byte[] Head, long Ticks) Complete(long? end)
    {
        var to = end ?? _video.EstimateEnd();
        var ticks = to - _video.First;
        if (_audio is not null) AddSilence(_grid.Finish(SamplesOf(to)));
        FlushAudio();
        var video = _video.Times(to);
        var audio = _audio is { } config
            ? new AudioDescription(config, _audioSamples, SamplesOf(_video.First) - _grid.Origin, _grid.Count * AacConfig.FrameSamples)
            : null;
        return (new MovieHead(parameterSets, _video, video, audio, ticks, _front, _bytes).ToArray(), ticks);
    }

    private long SamplesOf(long ticks) => (long)Math.Round((double)ticks * _audio!.Value.SampleRate / TsClock.Rate);

    private void AddSilence(int frames)
    {
        while (frames-- > 0) AddFrame(_silence);
    }

    private void AddFrame(ReadOnlySpan<byte> frame)
    {
        if (_pendingBytes + frame.Length > _pending.Length) Array.Resize(ref _pending, _pending.Length * 2);
        frame.CopyTo(_pending.AsSpan(_pendingBytes));
        _pendingBytes += frame.Length;
        _pendingSizes.Add(frame.Length);
    }

    private void FlushAudio()
    {
        var at = _bytes;
        foreach (var size in _pendingSizes)
        {
            _audioSamples.Add(at, size);
            at += size;
        }

        Put(_pending.AsSpan(0, _pendingBytes));
        _pendingSizes.Clear();
        _pendingBytes = 0;
    }

    /// <summary>Writes the units of a frame in the form of MP4, each with its length in front.</summary>
    private static (int Size, bool Key) Sample(ReadOnlySpan<byte> unit, ByteSink to)
    {
        var (size, key) = (0, false);
        Span<byte> length = stackalloc byte[4];
        foreach (var nal in new AnnexB(unit))
        {
            var type = AnnexB.TypeOf(nal);
            if (type is NalType.Sps or NalType.Pps or NalType.Delimiter or NalType.Filler) continue;
            key |= type == NalType.IdrSlice;
            BinaryPrimitives.WriteInt32BigEndian(length, nal.Length);
            to(length);
            to(nal);
            size += length.Length + nal.Length;
        }

        return (size, key);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        media(bytes);
        _bytes += bytes.Length;
    }
}
