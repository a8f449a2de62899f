using Onair.Recordings.Ts;

namespace Onair.Recordings.Aac;

/// <summary>Receives a frame of an AAC stream, without its ADTS header.</summary>
/// <param name="config">The configuration in the header.</param>
/// <param name="frame">raw_data_block.</param>
/// <param name="pts">Presentation time on the 33-bit, 90-kHz clock.</param>
public delegate void AacFrame(AacConfig config, ReadOnlySpan<byte> frame, long pts);

/// <summary>Finds the frames of an ADTS stream that arrives in chunks (ISO/IEC 13818-7, 6.2).</summary>
public sealed class AdtsReader(AacFrame target)
{
    private const int HeaderLength = 7;

    private byte[] _buffer = new byte[16 * 1024];
    private int _length;
    private long _pts = -1;
    private long _samples;

    /// <summary>Resets the reader: the next data does not continue the previous.</summary>
    public void Reset() => (_length, _pts) = (0, -1);

    /// <summary>Appends a chunk.</summary>
    /// <param name="data">Its bytes.</param>
    /// <param name="pts">Presentation time of the first frame that begins in it; −1 when unknown.</param>
    /// <exception cref="NotSupportedException">A frame holds more than one block.</exception>
    public void Append(ReadOnlySpan<byte> data, long pts)
    {
        var before = _length;
        if (_length + data.Length > _buffer.Length) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + data.Length));
        data.CopyTo(_buffer.AsSpan(_length));
        _length += data.Length;
        var at = 0;
        while (_length - at >= HeaderLength)
        {
            var header = _buffer.AsSpan(at, _length - at);
            if (header[0] != 0xff || (header[1] & 0xf6) != 0xf0)
            {
                at++;
                continue;
            }

            var length = ((header[3] & 3) << 11) | (header[4] << 3) | (header[5] >> 5);
            if (length < HeaderLength)
            {
                at++;
                continue;
            }

            if (length > header.Length) break;
            if (pts >= 0 && at >= before) (_pts, _samples, pts) = (pts, 0, -1);
            Emit(header[..length]);
            at += length;
        }

        _buffer.AsSpan(at, _length - at).CopyTo(_buffer);
        _length -= at;
        // The frame that the time belongs to is not complete yet.
        if (pts >= 0 && at >= before) (_pts, _samples) = (pts, 0);
    }

    private void Emit(ReadOnlySpan<byte> frame)
    {
        if ((frame[6] & 3) != 0) throw new NotSupportedException("its audio has several blocks in a frame");
        var config = new AacConfig((frame[2] >> 6) + 1, (frame[2] >> 2) & 0x0f, ((frame[2] & 1) << 2) | (frame[3] >> 6));
        if (config.SampleRate == 0) return;
        if (_pts >= 0)
        {
            var body = frame[((frame[1] & 1) == 1 ? HeaderLength : HeaderLength + 2)..];
            target(config, body, TsClock.Add(_pts, ((_samples * TsClock.Rate) + (config.SampleRate / 2)) / config.SampleRate));
        }

        _samples += AacConfig.FrameSamples;
    }
}
