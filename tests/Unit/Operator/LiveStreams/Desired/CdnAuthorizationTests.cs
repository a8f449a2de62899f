using Amazon.CloudFront.Model;
using Amazon.MediaPackage.Model;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Operator.LiveStreams.Desired;

namespace Onair.Tests.Unit.Operator.LiveStreams.Desired;

/// <summary>The distribution shows MediaPackage a header, and MediaPackage asks for it.</summary>
public sealed class CdnAuthorizationTests
{
    private static readonly Uri Playlist = new("https://abc.mediapackage.us-east-1.amazonaws.com/out/v1/0123/index.m3u8");

    [Fact]
    public void The_origin_carries_the_header_and_no_other_origin_does()
    {
        var config = Distribution();

        StreamBehaviour.Put(config, Playlist, "identifier-1");

        Headers(config, "onair").ShouldBe(["X-MediaPackage-CDNIdentifier=identifier-1"]);
        config.Origins.Items.Single(o => o.Id == "site").CustomHeaders.ShouldBeNull();
        StreamBehaviour.IsAsDeclared(config, Playlist, "identifier-1").ShouldBeTrue();
    }

    [Theory]
    [InlineData("identifier-1", "identifier-2")]
    [InlineData(null, "identifier-2")]
    [InlineData("identifier-1", null)]
    public void A_change_of_the_identifier_is_a_difference_that_an_update_mends(string? before, string? after)
    {
        var config = Distribution();
        StreamBehaviour.Put(config, Playlist, before);
        StreamBehaviour.IsAsDeclared(config, Playlist, after).ShouldBeFalse();

        StreamBehaviour.Put(config, Playlist, after);

        StreamBehaviour.IsAsDeclared(config, Playlist, after).ShouldBeTrue();
        Headers(config, "onair").ShouldBe(after is null ? [] : [$"X-MediaPackage-CDNIdentifier={after}"]);
        config.Origins.Quantity.ShouldBe(2);
    }

    [Fact]
    public void A_header_that_somebody_else_added_to_the_origin_stays()
    {
        var config = Distribution();
        StreamBehaviour.Put(config, Playlist, "identifier-1");
        var origin = config.Origins.Items.Single(o => o.Id != "site");
        origin.CustomHeaders = new()
        {
            Quantity = 2,
            Items = [new() { HeaderName = "x-team", HeaderValue = "video" }, new() { HeaderName = "x-mediapackage-cdnidentifier", HeaderValue = "old" }],
        };

        StreamBehaviour.Put(config, Playlist, "identifier-2");

        Headers(config, "onair").ShouldBe(["x-team=video", "X-MediaPackage-CDNIdentifier=identifier-2"]);
        origin.CustomHeaders.Quantity.ShouldBe(2);
    }

    [Fact]
    public void An_origin_that_leads_to_another_host_is_put_right()
    {
        var config = Distribution();
        StreamBehaviour.Put(config, Playlist, null);
        config.Origins.Items.Single(o => o.Id != "site").DomainName = "elsewhere.example.com";

        StreamBehaviour.IsAsDeclared(config, Playlist, null).ShouldBeFalse();
        StreamBehaviour.Put(config, Playlist, null);
        StreamBehaviour.IsAsDeclared(config, Playlist, null).ShouldBeTrue();
    }

    [Fact]
    public void The_endpoint_asks_for_what_the_provider_says()
    {
        var cdn = new CdnAuthorizationSpec { SecretArn = "arn:secret", SecretsRoleArn = "arn:role" };
        var endpoint = new DescribeOriginEndpointResponse
        {
            StartoverWindowSeconds = 3600,
            HlsPackage = EndpointSettings.Package(new(), "uid", null),
            Authorization = EndpointSettings.Authorization(cdn),
        };

        Differences(cdn).ShouldBeEmpty();
        Differences(null).ShouldBe(["spec.providerRef (cdnAuthorization)"]);
        Differences(cdn with { SecretsRoleArn = "arn:other" }).ShouldBe(["spec.providerRef (cdnAuthorization)"]);

        IReadOnlyList<string> Differences(CdnAuthorizationSpec? declared) => EndpointSettings.Differences(new(), "uid", declared, endpoint);
    }

    [Fact]
    public void Keeps_foreign_endpoint_settings_that_the_spec_does_not_declare()
    {
        var theirs = new HlsPackage { AdMarkers = "PASSTHROUGH", SegmentDurationSeconds = 10, Encryption = new() };

        var package = EndpointSettings.Package(new PackagingSpec { SegmentSeconds = 2 }, "uid", theirs);

        package.AdMarkers.Value.ShouldBe("PASSTHROUGH");
        package.SegmentDurationSeconds.ShouldBe(2);
        package.Encryption.ShouldBeNull();
    }

    private static IEnumerable<string> Headers(DistributionConfig config, string prefix) =>
        (config.Origins.Items.Single(o => o.Id.StartsWith(prefix, StringComparison.Ordinal)).CustomHeaders.Items ?? [])
            .Select(h => $"{h.HeaderName}={h.HeaderValue}");

    private static DistributionConfig Distribution() => new()
    {
        Origins = new() { Quantity = 1, Items = [new() { Id = "site", DomainName = "site.example.com" }] },
        DefaultCacheBehavior = new() { TargetOriginId = "site" },
    };
}
