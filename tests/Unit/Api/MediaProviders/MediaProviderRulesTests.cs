using Onair.Api.MediaProviders;
using Onair.VideoActions;

namespace Onair.Tests.Unit.Api.MediaProviders;

public sealed class MediaProviderRulesTests
{
    [Fact]
    public void A_provider_without_options_is_valid()
    {
        MediaProviderRules.Check(new MediaProviderSpec { Aws = new() }.Case()).ShouldBeEmpty();
        MediaProviderRules.Check(new MediaProviderSpec { Video = new() }.Case()).ShouldBeEmpty();
        MediaProviderRules.Check(new MediaProviderSpec().Case()).ShouldHaveSingleItem().ToString().ShouldBe("spec: Required value: must have aws, video, or both");
    }

    [Fact]
    public void Keys_and_a_role_exclude_each_other()
    {
        var spec = new MediaProviderSpec
        {
            Aws = new()
            {
                CredentialsSecretRef = new() { Namespace = "media", Name = "keys" },
                WebIdentity = new() { RoleArn = "arn:aws:iam::123456789012:role/onair" },
            },
        };

        MediaProviderRules.Check(spec.Case()).ShouldHaveSingleItem().ToString().ShouldBe(
            "spec.aws.webIdentity.roleArn: Invalid value: \"arn:aws:iam::123456789012:role/onair\": "
            + "must not be combined with spec.aws.credentialsSecretRef (media/keys): an account uses one kind of credentials");
    }

    [Theory]
    [InlineData("https://sqs.eu-central-1.amazonaws.com/123456789012/onair-events", null)]
    [InlineData("http://emulator:8080/000000000000/onair-events", null)]
    [InlineData("https://vpce-1-abc.sqs.eu-west-1.vpce.amazonaws.com/123456789012/onair-events", null)]
    [InlineData("https://sqs.eu-west-1.amazonaws.com/123456789012/onair-events", "must be a queue in spec.aws.region, eu-central-1")]
    [InlineData("http://emulator:http/000000000000/onair-events", "must be an absolute http or https URL")]
    public void An_event_queue_is_in_the_provider_s_region(string url, string? rule) =>
        MediaProviderRules.Check(new MediaProviderSpec { Aws = new() { Region = "eu-central-1", EventQueueUrl = url } }.Case()).Select(v => v.ToString())
            .ShouldBe(rule is null ? [] : [$"spec.aws.eventQueueUrl: Invalid value: \"{url}\": {rule}"]);

    [Fact]
    public void Without_a_distribution_CDN_authorization_would_lock_every_viewer_out()
    {
        var spec = new MediaProviderSpec { Aws = new() { CdnAuthorization = new() { SecretArn = "arn:secret" } } };

        MediaProviderRules.Check(spec.Case()).ShouldHaveSingleItem().Field.ShouldBe("spec.aws.cdnAuthorization.secretArn");

        spec.Aws!.DistributionId = "E1";
        MediaProviderRules.Check(spec.Case()).ShouldBeEmpty();
    }

    [Fact]
    public void Reports_each_invalid_URL_of_a_provider()
    {
        var spec = new MediaProviderSpec { Aws = new() { EndpointUrl = "http://emulator:http", DistributionUrl = "https://cdn.example.com:99999/" } };

        MediaProviderRules.Check(spec.Case()).Select(v => v.ToString()).ShouldBe(
        [
            "spec.aws.endpointUrl: Invalid value: \"http://emulator:http\": must be an absolute http or https URL",
            "spec.aws.distributionUrl: Invalid value: \"https://cdn.example.com:99999/\": must be an absolute http or https URL",
        ]);
    }

    [Fact]
    public void A_region_is_fixed_once_it_was_verified()
    {
        var spec = new MediaProviderSpec { Aws = new() { Region = "eu-west-1" } };

        MediaProviderRules.Check(spec.Case() with { Recorded = new() { Region = "us-east-1" } }).ShouldHaveSingleItem().ToString().ShouldBe(
            "spec.aws.region: Invalid value: \"eu-west-1\": cannot be changed from us-east-1; create another MediaProvider");
        MediaProviderRules.Check(spec.Case()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://sts.example.com", false)]
    [InlineData("https://sts.eu-central-1.amazonaws.com", false)]
    [InlineData("https://lb-1.eu-central-1.elb.amazonaws.com", false)]
    [InlineData("http://emulator.test:8080", true)]
    [InlineData("http://EMULATOR.test", true)]
    [InlineData("http://emulator.test@evil.example", false)]
    [InlineData("http://emulator.test.evil.example", false)]
    [InlineData("http://stage.test:4566/aws", true)]
    [InlineData("http://stage.test:4567", false)]
    public void A_token_goes_only_to_a_host_that_the_chart_allows(string url, bool allowed)
    {
        var spec = new MediaProviderSpec { Aws = new() { Region = "eu-central-1", EndpointUrl = url, WebIdentity = new() { RoleArn = "arn:aws:iam::123456789012:role/onair" } } };

        var violations = MediaProviderRules.Check(spec.Case() with { WebIdentityHosts = ["emulator.test", "stage.test:4566"] });

        violations.Select(v => (v.Field, v.Value)).ShouldBe(allowed ? [] : [("spec.aws.endpointUrl", url)]);
        spec.Aws.WebIdentity = null;
        MediaProviderRules.Check(spec.Case()).ShouldBeEmpty();
    }
}
