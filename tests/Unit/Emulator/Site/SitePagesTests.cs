using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Buffers.Text;
using Onair.Emulator.Site;

namespace Onair.Tests.Unit.Emulator.Site;

public sealed class SitePagesTests
{
    private readonly SiteOptions _site = new() { Signaling = "https://live.example.com/", Name = "web/demo" };

    [Theory]
    [InlineData("studio.html", "data-onair-broadcast=\"alice\"")]
    [InlineData("watch.html", "data-onair-watch=\"carol\"")]
    public void A_page_loads_the_script_with_its_integrity_and_names_the_participant(string page, string element)
    {
        var html = SitePages.Render(page, _site, "alice", "carol");

        html.ShouldContain(element);
        html.ShouldContain("src=\"https://live.example.com/embed/");
        html.ShouldContain("integrity=\"sha384-");
        html.ShouldContain("data-site=\"web/demo\" data-user=\"alice\" data-name=\"Alice\"></script>");
    }

    [Theory]
    [InlineData("index.html")]
    [InlineData("studio.html")]
    [InlineData("watch.html")]
    public void No_page_repeats_markup_of_the_url(string page) =>
        SitePages.Render(page, _site, "\"><script>", "<b>").ShouldNotContain("\"><script>");

    [Theory]
    [InlineData("index.html")]
    [InlineData("studio.html")]
    [InlineData("watch.html")]
    [InlineData("site.css")]
    public void No_placeholder_is_left(string page) => SitePages.Render(page, _site, "alice", "bob").ShouldNotMatch(@"\{[a-z.]+\}|VERSION|INTEGRITY");

    [Fact]
    public void With_a_secret_the_page_gets_tokens_from_the_sites_server()
    {
        _site.TokenSecret = "s3cret";

        SitePages.Render("watch.html", _site, "bob & co", "alice").ShouldContain("data-token-url=\"/site/token?site=web%2Fdemo&amp;user=bob%20%26%20co\"></script>");
    }

    [Fact]
    public void A_token_vouches_for_the_user_of_this_site_for_ten_minutes()
    {
        _site.TokenSecret = "s3cret";

        var parts = SiteTokens.Create(_site, "alice", DateTimeOffset.UnixEpoch).Split('.');

        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        claims.ToJsonString().ShouldBe("""{"sub":"alice","name":"Alice","aud":"web/demo","exp":600,"broadcast":true,"watch":true}""");
        Base64Url.DecodeFromChars(parts[2]).ShouldBe(HMACSHA256.HashData("s3cret"u8.ToArray(), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}")));
    }

    [Fact]
    public void The_policy_permits_the_service_and_no_inline_code() =>
        SiteRoutes.Policy("https://live.example.com").ShouldBe(
            "default-src 'none'; script-src https://live.example.com; style-src 'self'; connect-src 'self' https://live.example.com wss://live.example.com; form-action 'self'");
}
