using Onair.Gateway.Player;

namespace Onair.Tests.Unit.Gateway.Player;

public sealed class OriginsTests
{
    [Theory]
    [InlineData("https://d1.cloudfront.net/a/index.m3u8?x=1", "https://d1.cloudfront.net")]
    [InlineData("http://localhost:8000/a.m3u8", "http://localhost:8000")]
    [InlineData("http://[::1]:8000/a.m3u8", "http://[::1]:8000")]
    [InlineData("https://stream.mux.com/p.m3u8", "https://stream.mux.com https://*.mux.com")]
    [InlineData("https://p.us-west-2.playback.live-video.net/a.m3u8", "https://p.us-west-2.playback.live-video.net https://*.live-video.net")]
    [InlineData("https://evilmux.com/p.m3u8", "https://evilmux.com")]
    [InlineData("http://stream.mux.com/p.m3u8", "http://stream.mux.com")]
    [InlineData("javascript:alert(1)", "")]
    [InlineData("data:text/plain,a", "")]
    [InlineData("/relative", "")]
    [InlineData("https://user:password@a.example/", "")]
    [InlineData("https://a.example;script-src *", "")]
    [InlineData(null, "")]
    public void A_URL_needs_its_origin_and_those_of_its_service(string? url, string origins) => string.Join(' ', Origins.Of([url, url])).ShouldBe(origins);

    [Theory]
    [InlineData("https://www.example.com", true)]
    [InlineData("https://*.example.com", true)]
    [InlineData("http://localhost:8080", true)]
    [InlineData("https://*", false)]
    [InlineData("https://a.*.example.com", false)]
    [InlineData("https://example.com/", false)]
    [InlineData("example.com", false)]
    [InlineData("https://example.com; script-src *", false)]
    [InlineData("https://example.com\n", false)]
    [InlineData("'unsafe-inline'", false)]
    public void An_origin_cannot_add_to_a_policy(string text, bool isOrigin) => Origins.IsOrigin(text).ShouldBe(isOrigin);
}
