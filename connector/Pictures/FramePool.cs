using System.Collections.Concurrent;
using Onair.ConnectorPod.Plans;

namespace Onair.ConnectorPod.Pictures;

/// <summary>Memory of frames: megabytes each, dozens a second, so that none is left to the garbage collector.</summary>
internal sealed class FramePool(PictureFormat format)
{
    private const int Kept = 12;

    private readonly ConcurrentBag<Frame> _free = [];

    /// <summary>A frame with one reader, and any content.</summary>
    public Frame Rent() => (_free.TryTake(out var frame) ? frame : new Frame(this, format.FrameBytes)).Share();

    internal void Return(Frame frame)
    {
        if (_free.Count < Kept) _free.Add(frame);
    }
}
