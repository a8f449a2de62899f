using System.Buffers.Binary;
using Onair.ConnectorPod.Flv;

namespace Onair.Tests.Unit.ConnectorPod.Flv;

public sealed class FlvTests
{
    private static readonly FlvTag Key = new(FlvTag.Video, 0x01_020304, [0x17, 1, 0, 0, 0, 9]);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000)]
    public void A_stream_is_split_into_its_tags_however_its_bytes_arrive(int piece)
    {
        FlvTag[] tags = [new(FlvTag.Script, 0, [2, 0]), new(FlvTag.Video, 0, [0x17, 0, 1]), Key, new(FlvTag.Audio, 5, [])];
        var reader = new FlvReader();

        var read = Stream(tags).Chunk(piece).SelectMany(p => reader.Add(p)).ToList();

        read.Select(t => (t.Type, t.Timestamp, Convert.ToHexString(t.Data))).ShouldBe(tags.Select(t => (t.Type, t.Timestamp, Convert.ToHexString(t.Data))));
    }

    [Fact]
    public void Refuses_a_stream_without_an_FLV_header() =>
        Should.Throw<InvalidDataException>(() => new FlvReader().Add("HTTP/1.1 200 OK"u8)).Message.ShouldBe("the stream does not begin with an FLV header");

    [Fact]
    public void A_tag_knows_whether_a_decoder_can_begin_with_it()
    {
        Key.IsKeyFrame.ShouldBeTrue();
        Key.IsHead.ShouldBeFalse();
        new FlvTag(FlvTag.Video, 0, [0x27, 1, 0]).IsKeyFrame.ShouldBeFalse();
        new FlvTag(FlvTag.Video, 0, [0x17, 0, 0]).IsVideoHead.ShouldBeTrue();
        new FlvTag(FlvTag.Audio, 0, [0xaf, 0, 0x11]).IsAudioHead.ShouldBeTrue();
        new FlvTag(FlvTag.Audio, 0, [0xaf, 1, 0x11]).IsHead.ShouldBeFalse();
        new FlvTag(FlvTag.Script, 0, []).IsHead.ShouldBeTrue();
    }

    [Fact]
    public void Another_encoder_goes_on_where_the_clock_is_and_never_back()
    {
        var timeline = new FlvTimeline();
        timeline.Begin(TimeSpan.Zero);
        timeline.Place(Key with { Timestamp = 10_000 }).Timestamp.ShouldBe(10_000u);

        timeline.Begin(TimeSpan.FromSeconds(12));
        timeline.Place(Key with { Timestamp = 0 }).Timestamp.ShouldBe(12_000u);

        timeline.Begin(TimeSpan.FromSeconds(11));
        timeline.Place(Key with { Timestamp = 33 }).Timestamp.ShouldBe(12_034u);
    }

    private static byte[] Stream(IEnumerable<FlvTag> tags)
    {
        List<byte> bytes = [.. "FLV"u8, 1, 5, 0, 0, 0, 9, 0, 0, 0, 0];
        foreach (var tag in tags)
        {
            var size = tag.Data.Length;
            bytes.AddRange([tag.Type, (byte)(size >> 16), (byte)(size >> 8), (byte)size]);
            bytes.AddRange([(byte)(tag.Timestamp >> 16), (byte)(tag.Timestamp >> 8), (byte)tag.Timestamp, (byte)(tag.Timestamp >> 24), 0, 0, 0]);
            bytes.AddRange(tag.Data);
            var previous = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(previous, size + 11);
            bytes.AddRange(previous);
        }

        return [.. bytes];
    }
}
