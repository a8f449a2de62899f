using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;
using Onair.Aws.Http;

namespace Onair.Aws.Clients;

/// <summary>
/// Base of the services' <c>Amazon…Config</c>. Region, <c>ServiceURL</c> (or <c>AWS_ENDPOINT_URL[_SERVICE]</c>), retries and timeouts are
/// AWSSDK.Core's; set <c>AuthenticationRegion</c> with a <c>ServiceURL</c>, because no region can be read from a foreign host name.
/// </summary>
public abstract class RestServiceConfig : ClientConfig
{
    // The generation of AWS's packages whose vocabulary the clients keep; it goes into the user agent.
    private const string SdkVersion = "4.0.0";

    private readonly string _endpointPrefix;
    private readonly string _apiVersion;

    /// <summary>Creates a configuration from a service model's metadata.</summary>
    /// <param name="serviceId">The service's id, for example <c>MediaLive</c>.</param>
    /// <param name="endpointPrefix">First label of the regional host name.</param>
    /// <param name="signingName">The service in the signature's credential scope.</param>
    /// <param name="apiVersion">The API's date, <c>yyyy-MM-dd</c>.</param>
    /// <param name="globalEndpoint">Host name of a service without regions (CloudFront), else null.</param>
    protected RestServiceConfig(string serviceId, string endpointPrefix, string signingName, string apiVersion, string? globalEndpoint = null)
        : base(RetryDefaults.Provider)
    {
        _endpointPrefix = endpointPrefix;
        _apiVersion = apiVersion;
        ServiceId = serviceId;
        AuthenticationServiceName = signingName;
        HttpClientFactory = new BoundedHttp(BodyPolicy.Whole);
        UserAgent = InternalSDKUtils.BuildUserAgentString(serviceId.Replace(' ', '_'), SdkVersion);
        EndpointProvider = new RestEndpointProvider(endpointPrefix, signingName, globalEndpoint);
    }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => _endpointPrefix;

    /// <inheritdoc/>
    public override string ServiceVersion => _apiVersion;

    /// <inheritdoc/>
    public override string UserAgent { get; }

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(RestEndpointResolver.Parameters(this, parameters.AlternateEndpoint));
}
