using Onair.Gateway;
using Onair.Gateway.Player;

namespace Onair.Tests.Unit.Gateway.Player;

public sealed class PlayerSettingsTests
{
    private const string OriginRule = "it must be https or http, a host and perhaps a port, e.g. https://www.example.com or https://*.example.com";

    public static TheoryData<string, string?, string> Wrong => new()
    {
        { "Player:Enabled", "maybe", "Player__Enabled: Invalid value: \"maybe\": must be true or false" },
        { "Player:Access", "Anybody", "Player__Access: Invalid value: \"Anybody\": must be one of Signed, Public" },
        { "Player:TokenSecret", null, "Player__TokenSecret: Required value: must be base64 of at least 32 bytes" },
        { "Player:TokenSecret", "c2hvcnQ=", "Player__TokenSecret: Invalid value: \"…\": must be base64 of at least 32 bytes" },
        { "Player:WatchNamespace", "A", "Player__WatchNamespace: Invalid value: \"A\": must be the name of a namespace: 1 to 63 lowercase letters, digits and '-', with a letter or digit at both ends" },
        { "Player:DefaultNamespace", "a/b", "Player__DefaultNamespace: Invalid value: \"a/b\": must be the name of a namespace: 1 to 63 lowercase letters, digits and '-', with a letter or digit at both ends" },
        { "Player:FrameAncestors:0", "example.com", $"Player__FrameAncestors__0: Invalid value: \"example.com\": must be 'self', 'none', '*', or an origin: {OriginRule}" },
        { "Player:AllowedCidrs:0", "10.0.0.0/33", "Player__AllowedCidrs__0: Invalid value: \"10.0.0.0/33\": must be a network such as 10.1.0.0/16 or fd00::/8" },
        { "Player:MediaOrigins:0", "*", $"Player__MediaOrigins__0: Invalid value: \"*\": {OriginRule[3..]}" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_setting_is_named_with_its_rule(string name, string? value, string error)
    {
        var reader = PlayerHost.Reader((name, value));

        GatewaySettings.Read(reader);

        reader.Errors.ShouldBe([error]);
    }

    [Fact]
    public void Links_are_signed_and_pages_embed_only_themselves_unless_a_setting_says_otherwise()
    {
        var settings = PlayerHost.Settings();

        (settings.Access, settings.TokenSecret.Length, settings.WatchNamespace, settings.DefaultNamespace).ShouldBe((PlayerAccess.Signed, 32, null, "default"));
        settings.FrameAncestors.ShouldBe(["self"]);
        settings.MediaOrigins.ShouldBeEmpty();
        PlayerHost.Settings(("Player:Access", "public"), ("Player:TokenSecret", null)).Access.ShouldBe(PlayerAccess.Public);
        PlayerHost.Settings(("Player:FrameAncestors:0", "none")).FrameAncestors.ShouldBeEmpty();
        PlayerHost.Settings(("Player:FrameAncestors:0", "self"), ("Player:FrameAncestors:1", "https://*.example.com")).FrameAncestors.ShouldBe(["self", "https://*.example.com"]);
    }

    [Fact]
    public void Only_a_setting_that_cannot_mean_two_things_is_accepted()
    {
        var reader = PlayerHost.Reader(("Player:FrameAncestors:0", "none"), ("Player:FrameAncestors:1", "self"));

        GatewaySettings.Read(reader);

        reader.Errors.ShouldBe(["Player__FrameAncestors: Invalid value: \"none self\": 'none' and '*' must be alone"]);
    }

    [Theory]
    [InlineData("talks", null, "talks", true)]
    [InlineData("talks", "talks", "talks", true)]
    [InlineData("talks", "shows", "shows", false)]
    [InlineData(null, "talks", "talks", false)]
    public void The_stream_API_and_the_player_watch_the_same_namespaces(string? ofApi, string? ofPlayer, string watched, bool isValid)
    {
        var reader = PlayerHost.Reader(("StreamApi:Enabled", "true"), ("StreamApi:WatchNamespace", ofApi), ("Player:WatchNamespace", ofPlayer));

        GatewaySettings.Read(reader).Player!.WatchNamespace.ShouldBe(watched);

        reader.Errors.Count.ShouldBe(isValid ? 0 : 1);
        reader.Errors.ShouldAllBe(e => e == $"Player__WatchNamespace: Invalid value: \"{watched}\": must be the same as StreamApi__WatchNamespace, or absent");
    }

    [Fact]
    public void It_is_off_unless_enabled_and_then_needs_no_setting() =>
        GatewaySettings.Read(PlayerHost.Reader(("Player:Enabled", null), ("Player:TokenSecret", null))).Player.ShouldBeNull();
}
