namespace Onair.ConnectorPod.Pictures;

/// <summary>A raw picture, yuv420p, that several readers share; its memory is used again when the last one has released it.</summary>
internal sealed class Frame
{
    private readonly FramePool _pool;
    private int _users;

    internal Frame(FramePool pool, int bytes) => (_pool, Bytes) = (pool, GC.AllocateUninitializedArray<byte>(bytes, pinned: true));

    public byte[] Bytes { get; }

    /// <summary>One more reader, who releases it.</summary>
    public Frame Share()
    {
        Interlocked.Increment(ref _users);
        return this;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0) _pool.Return(this);
    }
}
