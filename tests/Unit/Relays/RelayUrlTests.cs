using Onair.Guard;
using Onair.Relays;

namespace Onair.Tests.Unit.Relays;

public sealed class RelayUrlTests
{
    [Fact]
    public void An_id_is_the_same_everywhere_and_another_for_another_URL()
    {
        RelayUrl.Id("rtsp://camera.example.com/stream").ShouldBe("a4854511ba47b3347e2809983b2c2a3e");
        RelayUrl.Id("rtsp://camera.example.com/stream").ShouldNotBe(RelayUrl.Id("rtsp://camera.example.com/stream2"));
        RelayUrl.IsId(RelayUrl.Id("rtsp://camera.example.com/stream")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcdeF")]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("../3456789abcdef0123456789abcdef")]
    public void Only_lowercase_hexadecimal_digits_are_an_id(string text) => RelayUrl.IsId(text).ShouldBeFalse();

    [Theory]
    [InlineData("index.m3u8", true)]
    [InlineData("0.ts", true)]
    [InlineData("1234567890.ts", true)]
    [InlineData("12345678901.ts", false)]
    [InlineData(".ts", false)]
    [InlineData("a.ts", false)]
    [InlineData("../index.m3u8", false)]
    [InlineData("INDEX.m3u8", false)]
    [InlineData("index.m3u8.tmp", false)]
    [InlineData("", false)]
    public void Only_the_playlist_and_segments_are_files(string name, bool isName) => RelayFiles.IsName(name).ShouldBe(isName);

    [Theory]
    [InlineData("rtsp://camera.example.com/a", true)]
    [InlineData("SRT://a.example.com:1", true)]
    [InlineData("https://a.example.com/", false)]
    [InlineData("rtsp", true)]
    [InlineData("", false)]
    public void A_relay_is_needed_by_the_scheme(string url, bool isRelayed) => RelayUrl.IsRelayed(url).ShouldBe(isRelayed);

    [Fact]
    public void Networks_are_allowed_by_a_setting_alone()
    {
        RelayUrl.Check("rtsp://127.0.0.1:554/a", AddressRules.PublicOnly).ShouldBe("127.0.0.1 is loopback (RFC 1122)");
        RelayUrl.Check("rtsp://127.0.0.1:554/a", new(["127.0.0.0/8"])).ShouldBeNull();
    }
}
