using Onair.ConnectorPod.Rtmp;

namespace Onair.Tests.Unit.ConnectorPod.Rtmp;

public sealed class RtmpTests
{
    [Theory]
    [InlineData("rtmp://198.51.100.7:1935/live/key", "198.51.100.7", 1935, false, "live", "key", "rtmp://198.51.100.7:1935/live")]
    [InlineData("rtmp://a.example.com/app/instance/key?x=1&y=2", "a.example.com", 1935, false, "app/instance", "key?x=1&y=2", "rtmp://a.example.com/app/instance")]
    [InlineData("rtmps://abc.global-contribute.live-video.net:443/app/sk_us-east-1_a", "abc.global-contribute.live-video.net", 443, true, "app", "sk_us-east-1_a", "rtmps://abc.global-contribute.live-video.net:443/app")]
    [InlineData("rtmps://abc.example.com/app/k", "abc.example.com", 443, true, "app", "k", "rtmps://abc.example.com/app")]
    public void The_last_part_of_a_targets_path_is_the_stream(string text, string host, int port, bool secure, string application, string stream, string tcUrl)
    {
        var url = RtmpUrl.Parse(text).ShouldNotBeNull();

        (url.Host, url.Port, url.Secure, url.Application, url.Stream, url.TcUrl).ShouldBe((host, port, secure, application, stream, tcUrl));
        url.ToString().ShouldNotContain(stream);
    }

    [Theory]
    [InlineData("http://a.example.com/live/key")]
    [InlineData("rtmp://a.example.com/key")]
    [InlineData("rtmp://a.example.com/live/")]
    [InlineData("key")]
    public void Other_URLs_are_no_targets(string text) => RtmpUrl.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData(0, 10u)]
    [InlineData(128, 0u)]
    [InlineData(129, 16_777_214u)]
    [InlineData(5_000, 16_777_215u)] // needs the extended timestamp
    [InlineData(5_000, 4_000_000_000u)]
    public async Task A_message_that_was_written_as_chunks_is_read_as_it_was(int length, uint timestamp)
    {
        var data = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        var bytes = ChunkWriter.Write(new RtmpMessage(9, 1, timestamp, data), 4, 128);

        var read = await new ChunkReader(new MemoryStream(bytes)).NextAsync(CancellationToken.None);

        (read.Type, read.Stream, read.Data.Length).ShouldBe(((byte)9, 1u, length));
        read.Data.ToArray().ShouldBe(data);
    }

    [Fact]
    public async Task Chunks_of_several_messages_may_alternate()
    {
        byte[] bytes =
        [
            // A message of 130 bytes, its first 128.
            4, 0, 0, 0, 0, 0, 130, 9, 1, 0, 0, 0, .. new byte[128],
            // A whole one of another chunk stream between them.
            3, 0, 0, 0, 0, 0, 1, 20, 0, 0, 0, 0, 5,
            0xc4, 7, 7,
        ];
        var reader = new ChunkReader(new MemoryStream(bytes));

        (await reader.NextAsync(CancellationToken.None)).Data.ToArray().ShouldBe([5]);
        (await reader.NextAsync(CancellationToken.None)).Data.ToArray()[^2..].ShouldBe([7, 7]);
        await Should.ThrowAsync<EndOfStreamException>(() => reader.NextAsync(CancellationToken.None));
    }

    [Fact]
    public void Values_of_a_command_are_read_as_they_were_written()
    {
        var members = new Dictionary<string, object?> { ["app"] = "live", ["secure"] = true, ["none"] = null };

        var values = Amf0.Read(Amf0.Write("connect", 1d, members, null, "käse"));

        values[0].ShouldBe("connect");
        values[1].ShouldBe(1d);
        values[2].ShouldBeOfType<Dictionary<string, object?>>().ShouldBe(members);
        values[3].ShouldBeNull();
        values[4].ShouldBe("käse");
    }

    [Fact]
    public void A_command_that_is_cut_off_is_refused() =>
        Should.Throw<RtmpException>(() => Amf0.Read(Amf0.Write("connect").AsSpan()[..^1]));
}
