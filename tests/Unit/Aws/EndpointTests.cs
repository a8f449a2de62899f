using System.Collections;
using Amazon;
using Amazon.CloudFront;
using Amazon.CloudWatch;
using Amazon.MediaLive;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SecretsManager;
using Amazon.SimpleSystemsManagement;
using Onair.Aws.Clients;

namespace Onair.Tests.Unit.Aws;

public sealed class EndpointTests
{
    public static TheoryData<RestServiceConfig, string> Endpoints => new()
    {
        { new AmazonMediaLiveConfig { RegionEndpoint = RegionEndpoint.EUCentral1 }, "https://medialive.eu-central-1.amazonaws.com" },
        { new AmazonMediaLiveConfig { RegionEndpoint = RegionEndpoint.CNNorth1 }, "https://medialive.cn-north-1.amazonaws.com.cn" },
        { new AmazonMediaLiveConfig { RegionEndpoint = RegionEndpoint.USWest2, UseFIPSEndpoint = true }, "https://medialive-fips.us-west-2.amazonaws.com" },
        { new AmazonMediaLiveConfig { RegionEndpoint = RegionEndpoint.USWest2, UseDualstackEndpoint = true }, "https://medialive.us-west-2.api.aws" },
        { new AmazonMediaLiveConfig { ServiceURL = "http://emulator:4566", AuthenticationRegion = "eu-central-1" }, "http://emulator:4566/" },
        { new AmazonSimpleSystemsManagementConfig { RegionEndpoint = RegionEndpoint.EUCentral1 }, "https://ssm.eu-central-1.amazonaws.com" },
        { new AmazonSecretsManagerConfig { RegionEndpoint = RegionEndpoint.EUCentral1 }, "https://secretsmanager.eu-central-1.amazonaws.com" },
        { new AmazonCloudWatchConfig { RegionEndpoint = RegionEndpoint.EUCentral1 }, "https://monitoring.eu-central-1.amazonaws.com" },
        { new AmazonCloudFrontConfig { RegionEndpoint = RegionEndpoint.EUCentral1 }, "https://cloudfront.amazonaws.com" },
        { new AmazonCloudFrontConfig { RegionEndpoint = RegionEndpoint.CNNorth1 }, "https://cloudfront.cn-northwest-1.amazonaws.com.cn" },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public void A_configuration_names_the_endpoint(RestServiceConfig config, string url) => Resolve(config).URL.ShouldBe(url);

    [Theory]
    [InlineData("eu-central-1", "us-east-1")]
    [InlineData("cn-north-1", "cn-northwest-1")]
    public void CloudFront_is_signed_for_the_region_of_its_partition_wherever_the_caller_is(string region, string signingRegion)
    {
        var endpoint = Resolve(new AmazonCloudFrontConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region) });

        var scheme = ((IList)endpoint.Attributes["authSchemes"])[0].ShouldBeAssignableTo<IPropertyBag>()!;
        scheme["signingRegion"].ShouldBe(signingRegion);
        scheme["signingName"].ShouldBe("cloudfront");
    }

    [Fact]
    public void A_variant_that_CloudFront_does_not_have_is_refused() =>
        Should.Throw<AmazonClientException>(() => Resolve(new AmazonCloudFrontConfig { RegionEndpoint = RegionEndpoint.EUCentral1, UseFIPSEndpoint = true }))
            .Message.ShouldContain("FIPS");

    private static Endpoint Resolve(RestServiceConfig config) =>
        config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new Amazon.MediaLive.Model.ListChannelsRequest()));
}
