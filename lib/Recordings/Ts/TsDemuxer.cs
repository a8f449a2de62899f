namespace Onair.Recordings.Ts;

/// <summary>Demultiplexes video and audio of a single program.</summary>
public sealed class TsDemuxer(IElementaryStreams target)
{
    private readonly PesAssembly _video = new();
    private readonly PesAssembly _audio = new();
    private int _videoPid = -1;
    private int _audioPid = -1;

    /// <summary>Switches to the streams with these PIDs; what was collected of others is discarded.</summary>
    public void Select(int videoPid, int audioPid)
    {
        if (videoPid != _videoPid) _video.Clear();
        if (audioPid != _audioPid) _audio.Clear();
        (_videoPid, _audioPid) = (videoPid, audioPid);
    }

    /// <summary>Appends a packet.</summary>
    public void Write(ReadOnlySpan<byte> packet)
    {
        var pid = TsPacket.Pid(packet);
        if (pid == _videoPid)
        {
            if (TsPacket.StartsUnit(packet)) EndFrame();
            _video.Add(packet);
        }
        else if (pid == _audioPid)
        {
            if (TsPacket.StartsUnit(packet)) EndAudio();
            _audio.Add(packet);
        }
    }

    /// <summary>Completes the frame being collected: a GOP ends here.</summary>
    public void EndFrame()
    {
        if (_video.IsOpen && _video.Pts >= 0) target.Video(_video.Data, _video.Pts);
        _video.Clear();
    }

    /// <summary>Ends the stream: nothing follows, or the next data does not continue it.</summary>
    public void End()
    {
        EndFrame();
        EndAudio();
    }

    private void EndAudio()
    {
        if (_audio.IsOpen) target.Audio(_audio.Data, _audio.Pts);
        _audio.Clear();
    }
}
