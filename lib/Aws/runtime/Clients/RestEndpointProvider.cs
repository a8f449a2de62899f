using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Onair.Aws.Clients;

/// <summary>
/// AWS's endpoint rules as far as these services need them: an endpoint that was set wins; CloudFront's is global and signed for
/// us-east-1, in China cn-northwest-1; the others are <c>https://{prefix}[-fips].{region}.{suffix}</c>. FIPS and dual-stack forms of the global endpoint are refused.
/// </summary>
internal sealed class RestEndpointProvider(string endpointPrefix, string signingName, string? globalEndpoint) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters["Endpoint"] is string url) return new Endpoint(url);
        var name = parameters["Region"] as string ?? throw new AmazonClientException("Invalid Configuration: Missing Region");
        var region = RegionEndpoint.GetBySystemName(name);
        var (fips, dualStack) = (parameters["UseFIPS"] is true, parameters["UseDualStack"] is true);
        if (globalEndpoint is not null && region.PartitionName == "aws") return Global(globalEndpoint, "us-east-1", fips || dualStack);
        if (globalEndpoint is not null && region.PartitionName == "aws-cn")
            return Global($"{endpointPrefix}.cn-northwest-1.{region.PartitionDnsSuffix}", "cn-northwest-1", fips || dualStack);
        var suffix = dualStack ? "api.aws" : region.PartitionDnsSuffix;
        return new Endpoint($"https://{endpointPrefix}{(fips ? "-fips" : "")}.{name}.{suffix}");
    }

    private Endpoint Global(string host, string signingRegion, bool variant)
    {
        if (variant) throw new AmazonClientException($"Invalid Configuration: {host} has no FIPS or dual-stack endpoint");
        return new Endpoint(
            $"https://{host}",
            $$"""{"authSchemes":[{"name":"sigv4","signingName":"{{signingName}}","signingRegion":"{{signingRegion}}"}]}""",
            "{}");
    }
}
