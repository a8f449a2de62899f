using Onair.RelayPod.Rtsp;

namespace Onair.Tests.Unit.RelayPod.Rtsp;

public sealed class RtspRulesTests
{
    public static TheoryData<string, string?> FromServer => new()
    {
        { "RTSP/1.0 200 OK|CSeq: 1", null },
        { "RTSP/1.0 401 Unauthorized|WWW-Authenticate: Basic realm=\"a\"", null },
        { "RTSP/1.0 200 OK|Transport: RTP/AVP/TCP;unicast;interleaved=0-1;ssrc=1", null },
        { "RTSP/1.0 200 OK|transport:RTP/AVP/TCP;interleaved=0-1", null },
        { "OPTIONS rtsp://camera/a RTSP/1.0|CSeq: 1", null },
        { "RTSP/1.0 301 Moved|Location: rtsp://10.0.0.1/", "the source redirects (301)" },
        { "RTSP/1.0 302 Found|Location: rtsp://169.254.169.254/", "the source redirects (302)" },
        { "RTSP/1.0 305 Use Proxy|Location: rtsp://10.0.0.1/", "the source redirects (305)" },
        { "RTSP/1.0 399", "the source redirects (399)" },
        { "REDIRECT rtsp://camera/a RTSP/1.0|Location: rtsp://10.0.0.1/", "the source redirects (REDIRECT)" },
        { "RTSP/1.0 0302 Found|Location: rtsp://10.0.0.1/", "a message begins with neither an answer nor a request" },
        { "RTSP/1.0  302 Found|Location: rtsp://10.0.0.1/", "a message begins with neither an answer nor a request" },
        { "RTSP/2.0 200 OK", "a message begins with neither an answer nor a request" },
        { "HTTP/1.1 302 Found|Location: http://10.0.0.1/", "a message begins with neither an answer nor a request" },
        { "RTSP/1.0 200 OK|Transport: RTP/AVP;unicast;client_port=1-2;source=10.0.0.1", "the source sends media outside of the connection" },
        { "RTSP/1.0 200 OK|Transport: RTP/AVP/UDP;multicast;destination=10.0.0.1", "the source sends media outside of the connection" },
        { "RTSP/1.0 200 OK|Transport: RTP/AVP;source=10.0.0.1,RTP/AVP/TCP;interleaved=0-1", "the source sends media outside of the connection" },
        { "RTSP/1.0 200 OK|$ab", "a line of a message has characters that it must not have" },
        { "RTSP/1.0 200 OK| Location: rtsp://10.0.0.1/", "a line of a message has characters that it must not have" },
        { "RTSP/1.0 200 OK|\0", "a line of a message has characters that it must not have" },
        { "RTSP/1.0 200 OK|A: \0", "a line of a message has characters that it must not have" },
    };

    [Theory]
    [MemberData(nameof(FromServer))]
    public void Nothing_of_a_server_that_could_lead_elsewhere_reaches_ffmpeg(string message, string? refusal)
    {
        if (refusal is null) RtspRules.CheckFromServer(message.Split('|'));
        else Should.Throw<RtspRefusedException>(() => RtspRules.CheckFromServer(message.Split('|'))).Message.ShouldBe(refusal);
    }

    [Theory]
    [InlineData("DESCRIBE rtsp://127.0.0.1:4711/a?b=1 RTSP/1.0", "DESCRIBE rtsp://camera.example.com/a?b=1 RTSP/1.0")]
    [InlineData("OPTIONS rtsp://127.0.0.1:4711 RTSP/1.0", "OPTIONS rtsp://camera.example.com RTSP/1.0")]
    [InlineData("SETUP rtsp://127.0.0.1:47112/a RTSP/1.0", "SETUP rtsp://127.0.0.1:47112/a RTSP/1.0")]
    [InlineData("SETUP rtsp://camera.example.com/a/track1 RTSP/1.0", "SETUP rtsp://camera.example.com/a/track1 RTSP/1.0")]
    [InlineData("RTSP/1.0 200 OK", "RTSP/1.0 200 OK")]
    public void A_server_is_asked_under_its_own_name(string line, string renamed) => RtspRules.Renamed(line, "rtsp://127.0.0.1:4711", "rtsp://camera.example.com").ShouldBe(renamed);
}
