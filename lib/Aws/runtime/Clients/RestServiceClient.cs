using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Onair.Aws.Operations;

namespace Onair.Aws.Clients;

/// <summary>Base of the services' clients on AWSSDK.Core's pipeline: credentials, signing, clock skew, retries and HTTP are Core's.</summary>
public abstract class RestServiceClient : AmazonServiceClient
{
    /// <summary>Uses the credentials of the environment: variables, profile, web identity, instance.</summary>
    /// <param name="config">The service's configuration.</param>
    protected RestServiceClient(RestServiceConfig config)
        : base(config)
    {
    }

    /// <summary>Uses the given credentials.</summary>
    /// <param name="credentials">Who signs.</param>
    /// <param name="config">The service's configuration.</param>
    protected RestServiceClient(AWSCredentials credentials, RestServiceConfig config)
        : base(credentials, config)
    {
    }

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        // Each is inserted right after the marshaller, so the last one runs first: the scheme, then the endpoint, whose authSchemes may refine it.
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new RestEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Resolver());
    }

    private protected Task<TResponse> InvokeAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, TRequest request, CancellationToken cancellationToken)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new()
    {
        ArgumentNullException.ThrowIfNull(request);
        return InvokeAsync<TResponse>(request, operation.Options, cancellationToken);
    }
}
