using Onair.Gateway.Player;
using Onair.Gateway.Tokens;

namespace Onair.Tests.Unit.Gateway.Player;

public sealed class LinkCommandTests
{
    private readonly FakeTime _time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task It_prints_a_link_that_opens_what_it_is_for_as_long_as_told()
    {
        var (code, output, error) = Run(PlayerHost.Settings(), "--to", "talks/livestreams/keynote", "--ttl", "90s");

        (code, error).ShouldBe((0, ""));
        output.ShouldStartWith("/watch/talks/livestreams/keynote?token=");
        var (tokens, token) = (new PlayerTokens(PlayerHost.Settings(), _time), output.Trim().Split("?token=")[1]);
        (await tokens.CheckAsync(token, "talks/livestreams/keynote")).Outcome.ShouldBe(TokenOutcome.Allowed);
        (await tokens.CheckAsync(token, "talks/livestreams/other")).ShouldBe(new(TokenOutcome.OtherSubject, "the token is for another path"));
        _time.Advance(121);
        (await tokens.CheckAsync(token, "talks/livestreams/keynote")).ShouldBe(new(TokenOutcome.Invalid, "the token has expired"));
    }

    [Theory]
    [InlineData("Signed")]
    [InlineData("Public")]
    public async Task A_link_to_a_URL_has_a_token_for_it_whoever_may_watch_the_rest(string access)
    {
        const string Url = "https://cdn.example.com/live/index.m3u8?a=1&b=2";
        var settings = PlayerHost.Settings(("Player:Access", access));

        var (code, output, error) = Run(settings, "--url", Url, "--name", "Camera 1");

        (code, error).ShouldBe((0, ""));
        output.ShouldStartWith("/video-player/play-from-url/?url=https%3A%2F%2Fcdn.example.com%2Flive%2Findex.m3u8%3Fa%3D1%26b%3D2&name=Camera%201&token=");
        (await new PlayerTokens(settings, _time).CheckAsync(output.Trim().Split("&token=")[1], Url)).Outcome.ShouldBe(TokenOutcome.Allowed);
    }

    [Theory]
    [InlineData("--to and --url exclude each other", "--to", "talks/livestreams/a", "--url", "https://cdn.example.com/")]
    [InlineData("--url 'http://10.0.0.1/': 10.0.0.1 is private (RFC 1918)", "--url", "http://10.0.0.1/")]
    [InlineData("--to is missing")]
    [InlineData("unknown argument '--for'", "--for", "a")]
    [InlineData("--to needs a value", "--to")]
    [InlineData("--to 'talks/keynote' must be a namespace, one of livestreams, ivschannels, archivesplits, videoassets, hlsbroadcasts, and a name, with '/' between them", "--to", "talks/keynote")]
    [InlineData("--to 'talks/secrets/a' must be a namespace, one of livestreams, ivschannels, archivesplits, videoassets, hlsbroadcasts, and a name, with '/' between them", "--to", "talks/secrets/a")]
    [InlineData("--ttl '2x' must be a number and s, m, h or d, and 1s to 365d", "--to", "talks/livestreams/a", "--ttl", "2x")]
    public void Bad_arguments_end_in_usage_and_2(string reason, params string[] args)
    {
        var (code, output, error) = Run(PlayerHost.Settings(), args);

        (code, output).ShouldBe((2, ""));
        error.ShouldStartWith($"error: {reason}{Environment.NewLine}usage: onair gateway link");
    }

    [Fact]
    public void A_player_that_is_off_or_public_has_no_signed_links()
    {
        Run(null, "--to", "talks/livestreams/a").Error.ShouldStartWith("error: the player is off: set Player__Enabled to true");
        Run(PlayerHost.Settings(("Player:Access", "Public")), "--to", "talks/livestreams/a").Error.ShouldStartWith("error: links need no token: Player__Access is Public");
        Run(PlayerHost.Settings(("Player:Access", "Public"), ("Player:TokenSecret", null)), "--url", "https://cdn.example.com/").Error.ShouldStartWith("error: links to URLs need a token: set Player__TokenSecret");
    }

    private (int Code, string Output, string Error) Run(PlayerSettings? settings, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (LinkCommand.Run(args, settings, _time, output, error), output.ToString(), error.ToString());
    }
}
