using System.Net;
using Onair.RelayPod;

namespace Onair.Tests.Unit.RelayPod;

public sealed class StreamWatchTests
{
    [Theory]
    [InlineData("  Stream #0:0: Video: h264 (High), yuv420p(progressive), 1920x1080, 25 fps|  Stream #0:1: Audio: aac (LC), 48000 Hz, stereo, fltp", false, false)]
    [InlineData("  Stream #0:0[0x100]: Video: hevc (Main) ([36][0][0][0] / 0x0024), yuv420p(tv), 1920x1080", false, false)]
    [InlineData("  Stream #0:0(eng): Audio: mp3, 44100 Hz, stereo, fltp, 128 kb/s", false, false)]
    [InlineData("  Stream #0:1: Audio: pcm_mulaw, 8000 Hz, mono, s16, 64 kb/s", true, true)]
    [InlineData("  Stream #0:1[0x101](und): Audio: opus, 48000 Hz, stereo, fltp", true, true)]
    [InlineData("  Stream #0:0: Video: mjpeg (Baseline), yuvj420p(pc), 640x480", true, false)]
    [InlineData("  Stream #0:2: Data: none", false, false)]
    public void A_stream_is_copied_unless_HLS_cannot_carry_it(string lines, bool isOver, bool needsEncodedSound)
    {
        var watch = Read(Sound.Copied, ["Input #0, rtsp, from 'rtsp://127.0.0.1:1/a':", .. lines.Split('|')]);

        (watch.IsOver, watch.NeedsEncodedSound).ShouldBe((isOver, needsEncodedSound));
    }

    [Fact]
    public void Sound_that_is_encoded_already_is_encoded_no_more()
    {
        var watch = Read(Sound.Encoded, ["Input #0, rtsp", "  Stream #0:1: Audio: pcm_mulaw, 8000 Hz"]);

        (watch.IsOver, watch.NeedsEncodedSound).ShouldBe((false, false));
    }

    [Fact]
    public void Only_the_sources_own_streams_count() =>
        Read(Sound.Copied, ["  Stream #0:0: Video: mjpeg", "Input #0, flv", "  Stream #0:0: Video: h264", "Output #0, hls, to '/live/index.m3u8':", "  Stream #0:0: Video: mjpeg"]).IsOver.ShouldBeFalse();

    [Fact]
    public void The_decoder_connects_to_loopback_or_to_an_address_that_was_checked()
    {
        var rtsp = RelayArguments.Rtsp(new("rtsp://camera.example.com:554/a?b=1"), 4711);
        var rtmp = RelayArguments.Rtmp(new("rtmps://live.example.com/app/a/b?c=1"), 4711);
        var srt = RelayArguments.Srt(new("srt://live.example.com:9000?streamid=a&latency=1"), IPAddress.Parse("2001:db8::1"));

        rtsp.ShouldBe(["-protocol_whitelist", "rtsp,rtp,tcp", "-rtsp_transport", "tcp", "-f", "rtsp", "-i", "rtsp://127.0.0.1:4711/a?b=1"]);
        After(rtmp, "-i").ShouldBe("rtmp://127.0.0.1:4711/relay");
        (After(rtmp, "-protocol_whitelist"), After(rtmp, "-rtmp_app"), After(rtmp, "-rtmp_playpath"), After(rtmp, "-rtmp_tcurl")).ShouldBe(("rtmp,tcp", "app", "a/b?c=1", "rtmps://live.example.com/app"));
        After(srt, "-i").ShouldBe("srt://[2001:db8::1]:9000?mode=caller&connect_timeout=10000&streamid=a&latency=1");
    }

    [Fact]
    public void Pictures_are_never_encoded_and_segments_do_not_fill_the_disk()
    {
        var copied = RelayArguments.Build([], Sound.Copied, "/live");
        var encoded = RelayArguments.Build([], Sound.Encoded, "/live");

        (After(copied, "-c:v"), After(copied, "-c:a"), After(encoded, "-c:v"), After(encoded, "-c:a")).ShouldBe(("copy", "copy", "copy", "aac"));
        After(copied, "-hls_flags").ShouldContain("delete_segments");
        copied[^1].ShouldBe("/live/index.m3u8");
    }

    private static StreamWatch Read(Sound sound, IEnumerable<string> lines)
    {
        var watch = new StreamWatch(sound);
        foreach (var line in lines) watch.Read(line);
        return watch;
    }

    private static string After(IReadOnlyList<string> arguments, string option) => arguments[arguments.ToList().IndexOf(option) + 1];
}
