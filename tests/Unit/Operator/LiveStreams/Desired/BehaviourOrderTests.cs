using Amazon.CloudFront.Model;
using Onair.Operator.LiveStreams.Desired;

namespace Onair.Tests.Unit.Operator.LiveStreams.Desired;

/// <summary>CloudFront takes the first behaviour that matches, so the stream's comes before others that match its paths.</summary>
public sealed class BehaviourOrderTests
{
    private static readonly Uri Playlist = new("https://abc.mediapackage.eu-central-1.amazonaws.com/out/v1/0123/index.m3u8");

    [Theory]
    [InlineData("/out/*", true)]
    [InlineData("*.m3u8", true)]
    [InlineData("*", true)]
    [InlineData("out/v?/0123/*.ts", true)]
    [InlineData("/out/v1/*/index.m3u8", true)]
    [InlineData("/out/v1/0124/*", false)]
    [InlineData("/static/*.m3u8", false)]
    [InlineData("/out", false)]
    public void A_behaviour_goes_before_the_first_that_matches_its_paths(string other, bool before)
    {
        var config = Config("/api/*", other);

        StreamBehaviour.Put(config, Playlist, null);

        config.CacheBehaviors.Items.Select(b => b.PathPattern).ShouldBe(
            before ? ["/api/*", "/out/v1/0123/*", other] : ["/api/*", other, "/out/v1/0123/*"]);
        StreamBehaviour.IsAsDeclared(config, Playlist, null).ShouldBeTrue();
    }

    [Fact]
    public void A_behaviour_that_somebody_put_in_front_is_a_difference()
    {
        var config = Config();
        StreamBehaviour.Put(config, Playlist, null);

        config.CacheBehaviors.Items.Insert(0, new() { PathPattern = "*.m3u8" });

        StreamBehaviour.IsAsDeclared(config, Playlist, null).ShouldBeFalse();
        StreamBehaviour.Put(config, Playlist, null);
        StreamBehaviour.IsAsDeclared(config, Playlist, null).ShouldBeTrue();
    }

    private static DistributionConfig Config(params string[] patterns) => new()
    {
        Origins = new() { Items = [] },
        DefaultCacheBehavior = new() { TargetOriginId = "default" },
        CacheBehaviors = new() { Items = [.. patterns.Select(p => new CacheBehavior { PathPattern = p, TargetOriginId = "default" })] },
    };
}
