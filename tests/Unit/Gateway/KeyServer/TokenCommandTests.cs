using Onair.Gateway.KeyServer;
using Onair.Gateway.Tokens;

namespace Onair.Tests.Unit.Gateway.KeyServer;

public sealed class TokenCommandTests
{
    private readonly FakeTime _time = new(TimeProvider.System.GetUtcNow());

    [Theory]
    [InlineData("2h", new[] { "--content-id", "abc" })]
    [InlineData("90s", new[] { "--content-id", "abc", "--ttl", "90s" })]
    [InlineData("7d", new[] { "--ttl", "7d", "--content-id", "abc" })]
    public async Task It_prints_a_token_that_opens_the_content_as_long_as_told(string lifetime, string[] args)
    {
        var (code, token, error) = Run(args);
        (code, error).ShouldBe((0, ""));
        var tokens = new KeyTokens(GatewayHost.Settings(), _time);
        var seconds = lifetime switch { "2h" => 7200, "90s" => 90, _ => 7 * 86400 };

        (await tokens.CheckAsync(token.Trim(), "abc")).Outcome.ShouldBe(TokenOutcome.Allowed);
        (await tokens.CheckAsync(token.Trim(), "abd")).Outcome.ShouldBe(TokenOutcome.OtherSubject);
        _time.Advance(seconds + 25);
        (await tokens.CheckAsync(token.Trim(), "abc")).Outcome.ShouldBe(TokenOutcome.Allowed);
        _time.Advance(6);
        (await tokens.CheckAsync(token.Trim(), "abc")).ShouldBe(new(TokenOutcome.Invalid, "the token has expired"));
    }

    [Theory]
    [InlineData("--content-id is missing")]
    [InlineData("unknown argument '--content'", "--content", "abc")]
    [InlineData("unknown argument 'abc'", "abc")]
    [InlineData("--content-id needs a value", "--content-id")]
    [InlineData("--content-id '' must have 1 to 256 characters", "--content-id", "")]
    [InlineData("--ttl '2' must be a number and s, m, h or d, and 1s to 365d", "--content-id", "abc", "--ttl", "2")]
    [InlineData("--ttl '2x' must be a number and s, m, h or d, and 1s to 365d", "--content-id", "abc", "--ttl", "2x")]
    [InlineData("--ttl '0s' must be a number and s, m, h or d, and 1s to 365d", "--content-id", "abc", "--ttl", "0s")]
    [InlineData("--ttl '-1h' must be a number and s, m, h or d, and 1s to 365d", "--content-id", "abc", "--ttl", "-1h")]
    [InlineData("--ttl '366d' must be a number and s, m, h or d, and 1s to 365d", "--content-id", "abc", "--ttl", "366d")]
    public void Bad_arguments_end_in_usage_and_2(string reason, params string[] args)
    {
        var (code, output, error) = Run(args);

        (code, output).ShouldBe((2, ""));
        error.ShouldStartWith($"error: {reason}\nusage: onair gateway token --content-id ID [--ttl 2h]\n");
    }

    private (int Code, string Output, string Error) Run(string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (TokenCommand.Run(args, GatewayHost.Settings(), _time, output, error), output.ToString(), error.ToString());
    }
}
