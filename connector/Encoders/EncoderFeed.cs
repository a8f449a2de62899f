using System.Threading.Channels;
using Onair.ConnectorPod.Pictures;
using Onair.ConnectorPod.Plans;

namespace Onair.ConnectorPod.Encoders;

/// <summary>
/// The ticks on their way to one encoder. Frames and samples have their own queues, because ffmpeg reads its inputs as it likes; each tick is
/// in both or in none, so that they never drift.
/// </summary>
internal sealed class EncoderFeed(PictureFormat format) : IDisposable
{
    private readonly Channel<Frame> _frames = Channel.CreateUnbounded<Frame>();
    private readonly Channel<byte[]> _samples = Channel.CreateUnbounded<byte[]>();

    // An encoder that is later than a second never catches up.
    private int Capacity => format.FrameRate;

    /// <summary>Gives a tick. Takes the frame if it returns true.</summary>
    /// <param name="frame">Its picture.</param>
    /// <param name="samples">Its sound.</param>
    /// <returns>False when the encoder is too far behind, or gone.</returns>
    public bool TryGive(Frame frame, ReadOnlySpan<short> samples)
    {
        if (_frames.Reader.Count >= Capacity || _samples.Reader.Count >= Capacity) return false;
        if (!_frames.Writer.TryWrite(frame)) return false;
        _samples.Writer.TryWrite(System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples).ToArray());
        return true;
    }

    /// <summary>No more ticks: the encoder gets what there is and ends.</summary>
    public void Complete()
    {
        _frames.Writer.TryComplete();
        _samples.Writer.TryComplete();
    }

    /// <summary>Writes the frames until there are no more.</summary>
    public async Task WriteFramesAsync(Stream encoder, CancellationToken cancellationToken)
    {
        await foreach (var frame in _frames.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                await encoder.WriteAsync(frame.Bytes, cancellationToken);
            }
            finally
            {
                frame.Release();
            }
        }

        encoder.Close();
    }

    /// <summary>Writes the samples until there are no more.</summary>
    public async Task WriteSamplesAsync(Stream encoder, CancellationToken cancellationToken)
    {
        await foreach (var samples in _samples.Reader.ReadAllAsync(cancellationToken)) await encoder.WriteAsync(samples, cancellationToken);
        encoder.Close();
    }

    public void Dispose()
    {
        Complete();
        while (_frames.Reader.TryRead(out var frame)) frame.Release();
    }
}
