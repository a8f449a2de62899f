using System.Text;
using Onair.RelayPod.Rtsp;

namespace Onair.Tests.Unit.RelayPod.Rtsp;

public sealed class RtspReaderTests
{
    public static TheoryData<string> Ambiguous => new(
        // ffmpeg takes a bare line feed for the end of a line, drops carriage returns, and reads a line that begins with '$' as media.
        "RTSP/1.0 200 OK\nLocation: rtsp://10.0.0.1/\r\n\r\n",
        "RTSP/1.0 200 OK\r\nA: b\rc\r\n\r\n",
        "\r\nRTSP/1.0 200 OK\r\n\r\n",
        "RTSP/1.0 200 OK\r\nContent-Length: 5\r\nContent-Length: 0\r\n\r\nhello",
        "RTSP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n",
        "RTSP/1.0 200 OK\r\nContent-Length: 0x10\r\n\r\n",
        "RTSP/1.0 200 OK\r\nContent-Length: 5 5\r\n\r\nhello",
        "RTSP/1.0 200 OK\r\nContent-Length : 5\r\n\r\nhello",
        "RTSP/1.0 200 OK\r\nContent-Length: 9999999\r\n\r\n",
        $"RTSP/1.0 200 OK\r\nA: {new string('a', 5000)}\r\n\r\n");

    [Fact]
    public async Task Messages_and_media_are_told_apart_however_they_arrive()
    {
        byte[] media = [(byte)'$', 0, 0, 3, 1, 2, 3];
        byte[] all = [.. Bytes("RTSP/1.0 200 OK\r\nCSeq: 1\r\ncontent-length: 4\r\n\r\na\r\nb"), .. media, .. media, .. Bytes("RTSP/1.0 200 OK\r\n\r\n")];

        foreach (var size in (int[])[1, 2, 7, 1000])
        {
            var reader = new RtspReader(new Trickle(all, size));

            var first = (await reader.ReadAsync(default))!.Value;
            first.Lines.ShouldBe(["RTSP/1.0 200 OK", "CSeq: 1", "content-length: 4"]);
            Encoding.ASCII.GetString(first.Rest.Span).ShouldBe("a\r\nb");
            foreach (var _ in Enumerable.Range(0, 2))
            {
                var block = (await reader.ReadAsync(default))!.Value;
                block.IsMedia.ShouldBeTrue();
                block.Rest.ToArray().ShouldBe(media);
            }
            (await reader.ReadAsync(default))!.Value.Lines.ShouldBe(["RTSP/1.0 200 OK"]);
            (await reader.ReadAsync(default)).ShouldBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Ambiguous))]
    public async Task A_message_that_can_be_read_in_two_ways_is_refused(string message) =>
        await Should.ThrowAsync<RtspRefusedException>(async () => await new RtspReader(new MemoryStream(Bytes(message))).ReadAsync(default));

    [Theory]
    [InlineData("RTSP/1.0 200 OK\r\n")]
    [InlineData("RTSP/1.0 200 OK\r\nContent-Length: 4\r\n\r\nab")]
    [InlineData("$\0\0")]
    public async Task A_connection_that_ends_within_a_message_is_broken(string message) =>
        await Should.ThrowAsync<EndOfStreamException>(async () => await new RtspReader(new MemoryStream(Bytes(message))).ReadAsync(default));

    [Fact]
    public async Task A_head_without_end_is_refused() =>
        await Should.ThrowAsync<RtspRefusedException>(async () =>
            await new RtspReader(new MemoryStream(Bytes($"RTSP/1.0 200 OK\r\n{string.Concat(Enumerable.Repeat("A: b\r\n", 4000))}"))).ReadAsync(default));

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>A stream that gives a few bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(buffer.Length, size)], cancellationToken);
    }
}
