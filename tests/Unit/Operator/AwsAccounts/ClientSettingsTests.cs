using System.Net;
using System.Text.RegularExpressions;
using Amazon.CloudFront;
using Amazon.MediaLive;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Onair.Operator.AwsAccounts;

namespace Onair.Tests.Unit.Operator.AwsAccounts;

/// <summary>Where the calls of an account go, and for which region they are signed.</summary>
public sealed partial class ClientSettingsTests
{
    private const string Emulator = "http://emulator:8080";

    [Theory]
    [InlineData("eu-central-1", null, "cloudfront.amazonaws.com", "us-east-1")]
    [InlineData("eu-central-1", Emulator, "emulator", "us-east-1")]
    [InlineData("us-east-1", null, "cloudfront.amazonaws.com", "us-east-1")]
    [InlineData("cn-north-1", null, "cloudfront.cn-northwest-1.amazonaws.com.cn", "cn-northwest-1")]
    [InlineData("cn-north-1", Emulator, "emulator", "cn-northwest-1")]
    public async Task CloudFront_is_signed_for_its_own_region(string region, string? url, string host, string signingRegion) =>
        (await CallAsync(region, url, new AmazonCloudFrontConfig(), async config =>
        {
            using var client = new AmazonCloudFrontClient(Keys, config);
            await client.GetDistributionAsync(new() { Id = "E1" });
        })).ShouldBe((host, signingRegion, "cloudfront"));

    [Theory]
    [InlineData(null, "medialive.eu-central-1.amazonaws.com")]
    [InlineData(Emulator, "emulator")]
    public async Task MediaLive_is_signed_for_the_provider_s_region(string? url, string host) =>
        (await CallAsync("eu-central-1", url, new AmazonMediaLiveConfig(), async config =>
        {
            using var client = new AmazonMediaLiveClient(Keys, config);
            await client.DescribeChannelAsync(new() { ChannelId = "1" });
        })).ShouldBe((host, "eu-central-1", "medialive"));

    [Theory]
    [InlineData(null, "sts.eu-central-1.amazonaws.com")]
    [InlineData(Emulator, "emulator")]
    public async Task STS_is_signed_for_the_provider_s_region(string? url, string host) =>
        (await CallAsync("eu-central-1", url, new AmazonSecurityTokenServiceConfig(), async config =>
        {
            using var client = new AmazonSecurityTokenServiceClient(Keys, config);
            await client.GetCallerIdentityAsync(new());
        })).ShouldBe((host, "eu-central-1", "sts"));

    private static BasicAWSCredentials Keys => new("AKIDEXAMPLE", "secret");

    private static async Task<(string Host, string Region, string Service)> CallAsync<TConfig>(string region, string? url, TConfig config, Func<TConfig, Task> call)
        where TConfig : ClientConfig
    {
        using var sent = new Sent();
        config.HttpClientFactory = sent;
        try
        {
            await call(ClientSettings.For(new() { Region = region, EndpointUrl = url }, config, retries: 0));
        }
        catch (AmazonServiceException)
        {
            // The answer does not matter.
        }
        var scope = Scope().Match(sent.Authorization!);
        return (sent.Host!, scope.Groups["region"].Value, scope.Groups["service"].Value);
    }

    [GeneratedRegex("Credential=[^/]+/[0-9]+/(?<region>[^/]+)/(?<service>[^/]+)/aws4_request")]
    private static partial Regex Scope();

    private sealed class Sent : HttpClientFactory, IDisposable
    {
        private readonly Handler _handler = new();

        public string? Host => _handler.Host;

        public string? Authorization => _handler.Authorization;

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(_handler, disposeHandler: false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public void Dispose() => _handler.Dispose();

        private sealed class Handler : HttpMessageHandler
        {
            public string? Host { get; private set; }

            public string? Authorization { get; private set; }

            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                (Host, Authorization) = (request.RequestUri!.Host, request.Headers.GetValues("Authorization").Single());
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("") });
            }
        }
    }
}
