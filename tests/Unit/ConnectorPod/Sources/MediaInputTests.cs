using System.Net;
using Onair.ConnectorPod.Encoders;
using Onair.ConnectorPod.Guarding;
using Onair.ConnectorPod.Plans;
using Onair.ConnectorPod.Sources;
using Onair.Tests.Unit.ConnectorPod.Plans;

namespace Onair.Tests.Unit.ConnectorPod.Sources;

public sealed class MediaInputTests
{
    private static readonly PictureFormat Format = new(1280, 720, 30);

    public static TheoryData<string> Kinds => ["http", "rtmp", "rtsp", "srt"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_command_line_has_the_sources_URL(string kind)
    {
        var input = kind switch
        {
            "http" => MediaInput.Http($"http://{GuardProxy.SourceHost}/"),
            "rtmp" => MediaInput.Rtmp(new Uri("rtmp://user:password@example.com/app/SECRET"), 4711),
            _ => MediaInput.At(new Uri($"{kind}://user:password@example.com:9000/SECRET?passphrase=SECRET"), IPAddress.Parse("203.0.113.9")),
        };

        var line = string.Join(' ', MediaArguments.Build(input, Format, "unix:/tmp/v", "unix:/tmp/a"));

        line.ShouldNotContain("SECRET");
        line.ShouldNotContain("password");
        line.ShouldNotContain("example.com");
    }

    [Fact]
    public void An_RTMP_source_is_asked_for_under_the_name_that_it_knows()
    {
        var script = MediaInput.Rtmp(new Uri("rtmp://example.com/app/it's?x=1"), 4711).Script;

        script.ShouldContain("file 'rtmp://127.0.0.1:4711/pull'");
        script.ShouldContain("option rtmp_app 'app'");
        script.ShouldContain(@"option rtmp_playpath 'it'\''s?x=1'");
        script.ShouldContain("option rtmp_tcurl 'rtmp://example.com/app'");
    }

    [Fact]
    public void An_SRT_source_is_connected_to_at_the_address_that_was_checked()
    {
        MediaInput.At(new Uri("srt://example.com:9000?passphrase=p"), IPAddress.Parse("203.0.113.9")).Script.ShouldContain("file 'srt://203.0.113.9:9000/?passphrase=p'");
        MediaInput.At(new Uri("rtsp://example.com/cam"), IPAddress.Parse("2001:db8::1")).Script.ShouldContain("file 'rtsp://[2001:db8::1]");
    }

    [Fact]
    public void The_encoder_has_a_key_frame_every_two_seconds_and_a_bounded_rate()
    {
        var arguments = EncoderArguments.Build(PlanTests.Good, "unix:/v", "unix:/a", "unix:/o");

        After("-g").ShouldBe("60");
        After("-maxrate").ShouldBe("3000000");
        After("-bufsize").ShouldBe("6000000");
        string.Join(' ', arguments).ShouldNotContain("SECRET");

        string After(string name) => arguments.SkipWhile(a => a != name).ElementAt(1);
    }
}
