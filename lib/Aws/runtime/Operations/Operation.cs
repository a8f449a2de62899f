using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Onair.Aws.Wire;

namespace Onair.Aws.Operations;

/// <summary>One operation, in the form AWSSDK.Core's pipeline takes.</summary>
internal sealed class Operation<TRequest, TResponse>(
    ServiceDescription service, string name, string method, string requestUri, Shape<TRequest> input, Shape<TResponse> output, string? xmlRoot = null)
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse
{
    public InvokeOptions Options { get; } = new()
    {
        RequestMarshaller = new RequestMarshaller<TRequest>(service, name, method, requestUri, input, xmlRoot),
        ResponseUnmarshaller = service.Protocol.XmlNamespace is null
            ? new JsonUnmarshaller<TResponse>(service, output)
            : new XmlUnmarshaller<TResponse>(service, output),
    };
}
