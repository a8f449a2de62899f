using Onair.ConnectorPod.Flv;
using Onair.ConnectorPod.Push;

namespace Onair.Tests.Unit.ConnectorPod.Push;

public sealed class PushQueueTests
{
    private static readonly FlvTag Script = new(FlvTag.Script, 0, [2]);
    private static readonly FlvTag VideoHead = new(FlvTag.Video, 0, [0x17, 0]);
    private static readonly FlvTag AudioHead = new(FlvTag.Audio, 0, [0xaf, 0]);

    private readonly PushQueue _queue = new();

    public PushQueueTests()
    {
        foreach (var head in new[] { Script, VideoHead, AudioHead }) _queue.Put(head);
    }

    [Fact]
    public async Task A_connection_begins_with_the_configurations_and_a_key_frame()
    {
        _queue.Put(Key(1_000));
        _queue.Open();
        _queue.Put(Frame(1_033));
        _queue.Put(Sound(1_040));
        _queue.Put(Key(3_000));
        _queue.Put(Sound(3_010));
        _queue.Complete();

        (await TakeAllAsync()).ShouldBe([Script with { Timestamp = 3_000 }, VideoHead with { Timestamp = 3_000 }, AudioHead with { Timestamp = 3_000 }, Key(3_000), Sound(3_010)], Same);
    }

    [Fact]
    public async Task A_slow_target_loses_frames_up_to_the_next_key_frame()
    {
        _queue.Open();
        _queue.Put(Key(0));
        _queue.Put(Frame(PushQueue.Longest));
        _queue.Put(Frame(PushQueue.Longest + 1));
        _queue.Put(Frame(PushQueue.Longest + 34));
        _queue.Put(Key(PushQueue.Longest + 500));
        _queue.Complete();

        _queue.Overruns.ShouldBe(1);
        (await TakeAllAsync()).Last().ShouldBe(Key(PushQueue.Longest + 500), Same);
    }

    [Fact]
    public async Task Another_configuration_in_the_stream_is_the_one_of_the_next_connection()
    {
        var other = VideoHead with { Data = [0x17, 0, 9] };
        _queue.Put(other);
        _queue.Open();
        _queue.Put(Key(5));
        _queue.Complete();

        (await TakeAllAsync())[1].Data.ShouldBe(other.Data);
    }

    [Fact]
    public async Task Without_a_connection_nothing_is_kept()
    {
        _queue.Put(Key(0));
        _queue.Complete();

        (await TakeAllAsync()).ShouldBeEmpty();
    }

    private static readonly IEqualityComparer<FlvTag> Same =
        EqualityComparer<FlvTag>.Create((a, b) => a!.Type == b!.Type && a.Timestamp == b.Timestamp && a.Data.SequenceEqual(b.Data), t => t.Type);

    private static FlvTag Key(uint at) => new(FlvTag.Video, at, [0x17, 1]);

    private static FlvTag Frame(uint at) => new(FlvTag.Video, at, [0x27, 1]);

    private static FlvTag Sound(uint at) => new(FlvTag.Audio, at, [0xaf, 1]);

    private async Task<List<FlvTag>> TakeAllAsync()
    {
        var tags = new List<FlvTag>();
        while (await _queue.TakeAsync(CancellationToken.None) is { } tag) tags.Add(tag);
        return tags;
    }
}
