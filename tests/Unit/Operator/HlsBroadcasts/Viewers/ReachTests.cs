using Amazon.CloudFront.Model;
using Onair.Operator;
using Onair.Operator.HlsBroadcasts.Viewers;

namespace Onair.Tests.Unit.Operator.HlsBroadcasts.Viewers;

/// <summary>What AWS's configuration says about the URL of a broadcast, before any viewer opens it.</summary>
public sealed class ReachTests
{
    private const string Arn = "arn:aws:cloudfront::123456789012:distribution/E1";
    private const string Public = """{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::shows/hls/*"}}""";

    private const string ToDistribution = """
        {"Statement": [{"Effect": "Allow", "Principal": {"Service": "cloudfront.amazonaws.com"}, "Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::shows/*",
          "Condition": {"StringEquals": {"AWS:SourceArn": "arn:aws:cloudfront::123456789012:distribution/E1"}}}]}
        """;

    private static readonly S3Location Folder = new("shows", "hls/demo/talk/uid");

    [Fact]
    public void A_distribution_that_serves_the_bucket_and_may_read_it_is_reachable() => At(Distribution(), ToDistribution).ShouldBe(("True", "Reachable"));

    public static TheoryData<string, string?, string, string> Policies => new()
    {
        { "none", null, "False", "NotAllowed" },
        { "everybody", Public, "True", "Reachable" },
        { "another distribution", ToDistribution.Replace("/E1", "/E2", StringComparison.Ordinal), "False", "NotAllowed" },
        { "another folder", ToDistribution.Replace("shows/*", "shows/vod/*", StringComparison.Ordinal), "False", "NotAllowed" },
        { "only writing", ToDistribution.Replace("s3:GetObject", "s3:PutObject", StringComparison.Ordinal), "False", "NotAllowed" },
        { "the whole account", ToDistribution.Replace("StringEquals", "ArnLike", StringComparison.Ordinal).Replace("distribution/E1", "distribution/*", StringComparison.Ordinal), "True", "Reachable" },
        { "a condition that is not evaluated", ToDistribution.Replace("AWS:SourceArn", "aws:PrincipalOrgID", StringComparison.Ordinal), "Unknown", "NotChecked" },
        { "no JSON", "{", "Unknown", "NotChecked" },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public void The_policy_of_the_bucket_decides(string what, string? policy, string status, string reason) => At(Distribution(), policy).ShouldBe((status, reason), what);

    [Fact]
    public void An_explicit_deny_wins()
    {
        var denied = """{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}, {"Effect": "Deny", "Principal": "*", "Action": "s3:Get*", "Resource": "arn:aws:s3:::shows/hls/demo/*"}]}""";
        At(Distribution(), denied).ShouldBe(("False", "NotAllowed"));
    }

    [Fact]
    public void The_denial_of_an_encoder_concerns_no_viewer()
    {
        var revoked = Public.Replace("{\"Statement\": ", "{\"Statement\": [", StringComparison.Ordinal)[..^1]
            + """, {"Sid": "OnairRevokedUntil20260101T000000Z", "Effect": "Deny", "Principal": {"AWS": "arn:aws:sts::1:assumed-role/a/b"}, "Action": "s3:*", "Resource": "arn:aws:s3:::shows/*"}]}""";
        At(Distribution(), revoked).ShouldBe(("True", "Reachable"));
    }

    public static TheoryData<string, Action<DistributionConfig>, string, string> Configurations => new()
    {
        { "disabled", c => c.Enabled = false, "False", "Disabled" },
        { "no behavior for the folder", c => c.CacheBehaviors.Items[0].PathPattern = "vod/*", "False", "NotDistributed" },
        { "a behavior before it", c => c.CacheBehaviors.Items.Insert(0, new() { PathPattern = "*.m3u8", TargetOriginId = "site" }), "False", "NotDistributed" },
        { "an origin path", c => c.Origins.Items[1].OriginPath = "/public", "False", "NotDistributed" },
        { "a regional domain", c => c.Origins.Items[1].DomainName = "shows.s3.eu-central-1.amazonaws.com", "True", "Reachable" },
        { "a bucket whose name begins the same", c => c.Origins.Items[1].DomainName = "shows.s3x.s3.amazonaws.com", "False", "NotDistributed" },
        { "somebody's own origin", c => (c.Origins.Items[1].DomainName, c.Origins.Items[1].S3OriginConfig) = ("proxy.example.com", null), "Unknown", "NotChecked" },
        { "requests that nobody signs", c => c.Origins.Items[1].OriginAccessControlId = "", "False", "NotAllowed" },
    };

    [Theory]
    [MemberData(nameof(Configurations))]
    public void The_distribution_has_to_lead_to_the_bucket(string what, Action<DistributionConfig> edit, string status, string reason)
    {
        var distribution = Distribution();
        edit(distribution.DistributionConfig);
        At(distribution, ToDistribution).ShouldBe((status, reason), what);
    }

    [Theory]
    [InlineData("https://shows.s3.eu-central-1.amazonaws.com/x", Public, "True", "Reachable")]
    [InlineData("https://shows.s3.eu-central-1.amazonaws.com/x", null, "False", "NotPublic")]
    [InlineData("https://shows.s3.eu-central-1.amazonaws.com/x", ToDistribution, "False", "NotPublic")]
    [InlineData("http://onair-emulator.onair-system.svc:8080/shows/x", Public, "False", "InternalHost")]
    [InlineData("http://emulator:8080/shows/x", Public, "False", "InternalHost")]
    [InlineData("http://10.0.0.7:30080/shows/x", Public, "True", "Reachable")]
    public void A_bucket_is_reachable_when_everybody_may_read_and_resolve_it(string url, string? policy, string status, string reason)
    {
        var reach = BucketReach.Of(new(url), policy, Folder, "index.m3u8");
        ($"{reach.Status}", reach.Reason).ShouldBe((status, reason));
    }

    [Fact]
    public void The_message_names_field_value_and_remedy() => DistributionReach.Of(Distribution(), null, Folder, "index.m3u8").Message.ShouldBe(
        "The policy of bucket \"shows\" does not let distribution E1 read hls/demo/talk/uid/index.m3u8. "
        + $"Allow s3:GetObject to the service cloudfront.amazonaws.com, on the condition that aws:SourceArn is {Arn}.");

    private static (string Status, string Reason) At(Distribution distribution, string? policy)
    {
        var reach = DistributionReach.Of(distribution, policy, Folder, "index.m3u8");
        return ($"{reach.Status}", reach.Reason);
    }

    private static Distribution Distribution() => new()
    {
        Id = "E1",
        ARN = Arn,
        DistributionConfig = new()
        {
            Enabled = true,
            Origins = new()
            {
                Items =
                [
                    new() { Id = "site", DomainName = "site.s3.amazonaws.com", S3OriginConfig = new() { OriginAccessIdentity = "" } },
                    new() { Id = "shows", DomainName = "shows.s3.amazonaws.com", OriginPath = "", OriginAccessControlId = "OAC", S3OriginConfig = new() { OriginAccessIdentity = "" } },
                ],
            },
            DefaultCacheBehavior = new() { TargetOriginId = "site" },
            CacheBehaviors = new() { Items = [new() { PathPattern = "/hls/*", TargetOriginId = "shows" }] },
        },
    };
}
