using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util;

namespace Onair.Aws.Clients;

/// <summary>Hands a call's configuration to the endpoint provider.</summary>
internal sealed class RestEndpointResolver : BaseEndpointResolver
{
    public static EndpointParameters Parameters(IClientConfig config, RegionEndpoint? alternate)
    {
        var region = alternate?.SystemName ?? config.RegionEndpoint?.SystemName ?? config.AuthenticationRegion;
        return new()
        {
            ["Region"] = region ?? (config.ServiceURL is { } url ? AWSSDKUtils.DetermineRegion(url) : null),
            ["UseDualStack"] = config.UseDualstackEndpoint,
            ["UseFIPS"] = config.UseFIPSEndpoint,
            ["Endpoint"] = config.ServiceURL,
        };
    }

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        Parameters(requestContext.ClientConfig, requestContext.Request.AlternateEndpoint);

    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) =>
        InjectHostPrefix(executionContext.RequestContext);
}
