namespace Onair.Recordings.Ts;

/// <summary>Takes what a <see cref="TsDemuxer"/> unpacks. What it gets is valid during the call.</summary>
public interface IElementaryStreams
{
    /// <summary>A whole frame, as Annex B.</summary>
    /// <param name="unit">Its bytes.</param>
    /// <param name="pts">When it is shown, on the stream's 33-bit clock of 90 kHz.</param>
    void Video(ReadOnlySpan<byte> unit, long pts);

    /// <summary>A piece of the audio stream; a frame may begin in one and end in the next.</summary>
    /// <param name="data">Its bytes.</param>
    /// <param name="pts">When the first frame is heard that begins in it; −1 when it does not tell.</param>
    void Audio(ReadOnlySpan<byte> data, long pts);
}
