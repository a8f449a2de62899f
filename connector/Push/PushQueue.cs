using System.Threading.Channels;
using Onair.ConnectorPod.Flv;

namespace Onair.ConnectorPod.Push;

/// <summary>
/// The stream on its way to one target. A new connection begins with the decoders' configurations and a key frame; a target that is slow
/// loses frames up to the next key frame instead of delaying the stream, the encoder or another target.
/// </summary>
internal sealed class PushQueue
{
    /// <summary>Milliseconds of the stream that may wait.</summary>
    public const uint Longest = 6_000;

    private readonly Lock _gate = new();
    private readonly Queue<FlvTag> _tags = [];
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private FlvTag? _script;
    private FlvTag? _video;
    private FlvTag? _audio;
    private bool _open;
    private bool _flows;
    private bool _completed;

    /// <summary>Times that frames were left out because the target was slow.</summary>
    public int Overruns { get; private set; }

    /// <summary>Gives the next tag of the stream.</summary>
    public void Put(FlvTag tag)
    {
        lock (_gate)
        {
            if (tag.IsVideoHead) _video = tag;
            else if (tag.IsAudioHead) _audio = tag;
            else if (tag.Type == FlvTag.Script) _script = tag;
            if (!_open) return;
            if (_flows && _tags.TryPeek(out var oldest) && tag.Timestamp - oldest.Timestamp > Longest && tag.Timestamp > oldest.Timestamp)
            {
                _tags.Clear();
                _flows = false;
                Overruns++;
            }

            if (!_flows && !tag.IsKeyFrame) return;
            if (!_flows) Begin(tag.Timestamp);
            _tags.Enqueue(tag);
        }

        _signal.Writer.TryWrite(true);
    }

    /// <summary>A connection is there: from the next key frame on, tags are queued.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _tags.Clear();
            (_open, _flows) = (true, false);
        }
    }

    /// <summary>The connection is gone.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _tags.Clear();
            _open = false;
        }
    }

    /// <summary>The stream has ended.</summary>
    public void Complete()
    {
        lock (_gate) _completed = true;
        _signal.Writer.TryWrite(true);
    }

    /// <summary>Waits for the next tag; null at the end of the stream.</summary>
    public async ValueTask<FlvTag?> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake(out var completed) is { } tag) return tag;
            if (completed) return null;
            await _signal.Reader.ReadAsync(cancellationToken);
        }
    }

    private FlvTag? TryTake(out bool completed)
    {
        lock (_gate)
        {
            completed = _completed;
            return _tags.TryDequeue(out var tag) ? tag : null;
        }
    }

    private void Begin(uint timestamp)
    {
        foreach (var head in new[] { _script, _video, _audio }.OfType<FlvTag>()) _tags.Enqueue(head with { Timestamp = timestamp });
        _flows = true;
    }
}
