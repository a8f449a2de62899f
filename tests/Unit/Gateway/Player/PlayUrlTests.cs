using Onair.Gateway.Player;
using Onair.Guard;

namespace Onair.Tests.Unit.Gateway.Player;

public sealed class PlayUrlTests
{
    private static readonly AddressRules PublicOnly = AddressRules.PublicOnly;

    public static TheoryData<string?, string> Refused => new()
    {
        { null, "url '': is required" },
        { "", "url '': is required" },
        { "//cdn.example.com/a.m3u8", "url '//cdn.example.com/a.m3u8': must be an absolute URL, scheme://host/path" },
        { "rtsp://camera.example.com/stream", "url 'rtsp://camera.example.com/stream': scheme 'rtsp' must be one of http, https" },
        { "javascript:alert(1)", "url 'javascript:alert(1)': must be an absolute URL, scheme://host/path" },
        { "ftp://cdn.example.com/a", "url 'ftp://cdn.example.com/a': scheme 'ftp' must be one of http, https" },
        { "file:///etc/passwd", "url 'file:///etc/passwd': must be an absolute URL, scheme://host/path" },
        { "https://user:pass@cdn.example.com/a", "url 'https://user:pass@cdn.example.com/a': must not contain a user name or password" },
        { "http://10.0.0.1/a.m3u8", "url 'http://10.0.0.1/a.m3u8': 10.0.0.1 is private (RFC 1918)" },
        { "http://0x7f000001/a", "url 'http://0x7f000001/a': 127.0.0.1 is loopback (RFC 1122)" },
        { "http://127.0.0.1/a", "url 'http://127.0.0.1/a': 127.0.0.1 is loopback (RFC 1122)" },
        { "http://[::1]/a", "url 'http://[::1]/a': ::1 is loopback (RFC 4291)" },
        { "http://[::ffff:10.0.0.1]/a", "url 'http://[::ffff:10.0.0.1]/a': ::ffff:10.0.0.1 leads to 10.0.0.1, which is private (RFC 1918)" },
        { "http://[64:ff9b::a9fe:a9fe]/", "url 'http://[64:ff9b::a9fe:a9fe]/': 64:ff9b::a9fe:a9fe leads to 169.254.169.254, which is link-local, where clouds keep their metadata (RFC 3927)" },
        { "http://169.254.169.254/latest/meta-data", "url 'http://169.254.169.254/latest/meta-data': 169.254.169.254 is link-local, where clouds keep their metadata (RFC 3927)" },
        { "http://100.64.0.1/", "url 'http://100.64.0.1/': 100.64.0.1 is shared address space of carriers (RFC 6598)" },
        { "http://[fd00::1]/", "url 'http://[fd00::1]/': fd00::1 is unique local (RFC 4193)" },
        { "http://localhost/a", "url 'http://localhost/a': host 'localhost' is this machine (RFC 6761)" },
        { "http://gateway/a", "url 'http://gateway/a': host 'gateway' has a single label, which only a private network resolves" },
        { "http://api.default.svc.cluster.local/", "url 'http://api.default.svc.cluster.local/': host 'api.default.svc.cluster.local' is in a private network's domain" },
        { "https://cdn.example.com/a b", "url 'https://cdn.example.com/a b': must consist of printable ASCII characters without spaces or backslashes" },
        { "https://cdn.example.com\\@10.0.0.1/", "url 'https://cdn.example.com\\@10.0.0.1/': must consist of printable ASCII characters without spaces or backslashes" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_URL_that_must_not_be_played_is_named_with_its_rule(string? url, string refusal)
    {
        var (read, refused) = PlayUrl.Read(url, "Camera", PublicOnly, false);

        read.ShouldBeNull();
        $"{refused}".ShouldBe(refusal);
    }

    [Theory]
    [InlineData("https://cdn.example.com/live/index.m3u8", "Hls")]
    [InlineData("https://cdn.example.com/live/INDEX.M3U8?token=a", "Hls")]
    [InlineData("https://cdn.example.com/talk.mp4", "Mp4")]
    [InlineData("https://cdn.example.com/talk.webm?list=a.m3u8", "Mp4")]
    public void A_playlist_is_known_by_its_file(string url, string format)
    {
        var page = PlayUrl.Read(url, "Camera", PublicOnly, false).Read!.Page;

        (page.Availability, page.Title, page.Url, $"{page.Format}", page.IsForeign).ShouldBe((Availability.Video, "Camera", url, format, true));
    }

    [Theory]
    [InlineData("rtsp://camera.example.com/stream?channel=1", null)]
    [InlineData("rtsps://camera.example.com:322/stream", null)]
    [InlineData("rtmp://live.example.com/app/stream", null)]
    [InlineData("RTMPS://live.example.com/app/stream", null)]
    [InlineData("srt://live.example.com:9000?streamid=a&passphrase=0123456789", null)]
    [InlineData("rtmp://live.example.com/app", "must name application and stream: rtmp://host/application/stream")]
    [InlineData("srt://live.example.com", "must have a port, srt://host:port")]
    [InlineData("srt://live.example.com:9000?mode=listener", "option 'mode' must be one of latency, passphrase, pbkeylen, streamid")]
    [InlineData("srt://live.example.com:9000?streamid=a&localaddr=127.0.0.1", "option 'localaddr' must be one of latency, passphrase, pbkeylen, streamid")]
    [InlineData("rtsp://camera.example.com/a#b", "must not have a fragment, '#'")]
    [InlineData("rtsp://viewer:secret@camera.example.com/a", "must not contain a user name or password")]
    [InlineData("rtsp://192.168.1.20/a", "192.168.1.20 is private (RFC 1918)")]
    [InlineData("udp://239.0.0.1:5000", "scheme 'udp' must be one of http, https, rtmp, rtmps, rtsp, rtsps, srt")]
    [InlineData("rtmpt://live.example.com/app/stream", "scheme 'rtmpt' must be one of http, https, rtmp, rtmps, rtsp, rtsps, srt")]
    public void With_relays_streams_that_browsers_cannot_play_are_read_by_stricter_rules(string url, string? rule)
    {
        var (read, refusal) = PlayUrl.Read(url, "Camera", PublicOnly, true);

        (refusal?.Rule, read?.IsRelayed).ShouldBe((rule, rule is null ? true : null));
    }

    [Fact]
    public void A_name_is_text_and_without_one_the_host_is()
    {
        PlayUrl.Read("https://cdn.example.com/a", null, PublicOnly, false).Read!.Name.ShouldBe("cdn.example.com");
        PlayUrl.Read("https://cdn.example.com/a", "<b>A / B</b>", PublicOnly, false).Read!.Name.ShouldBe("<b>A / B</b>");
        $"{PlayUrl.Read("https://cdn.example.com/a", "a\u202eb", PublicOnly, false).Refusal}".ShouldBe("name 'a\\u202eb': must not contain control characters or invisible characters");
        $"{PlayUrl.Read("https://cdn.example.com/a", new string('a', 201), PublicOnly, false).Refusal}".ShouldEndWith("must have at most 200 characters");
        $"{PlayUrl.Read($"https://cdn.example.com/{new string('a', 2048)}", null, PublicOnly, false).Refusal}".ShouldEndWith("must have at most 2048 characters");
    }

    [Fact]
    public void Networks_are_allowed_by_a_setting_alone() =>
        PlayUrl.Read("http://10.1.2.3:30080/out/index.m3u8", null, new(["10.0.0.0/8"]), false).Read!.Page.Url.ShouldBe("http://10.1.2.3:30080/out/index.m3u8");
}
