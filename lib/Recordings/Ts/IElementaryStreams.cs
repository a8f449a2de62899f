namespace Onair.Recordings.Ts;

/// <summary>Receives the output of a <see cref="TsDemuxer"/>. The data is valid during the call only.</summary>
public interface IElementaryStreams
{
    /// <summary>A whole frame, as Annex B.</summary>
    /// <param name="unit">Its bytes.</param>
    /// <param name="pts">Presentation time on the stream's 33-bit, 90-kHz clock.</param>
    void Video(ReadOnlySpan<byte> unit, long pts);

    /// <summary>A chunk of the audio stream; a frame may span several chunks.</summary>
    /// <param name="data">Its bytes.</param>
    /// <param name="pts">Presentation time of the first frame that begins in it; −1 when unspecified.</param>
    void Audio(ReadOnlySpan<byte> data, long pts);
}
