using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;
using Onair.Aws.Wire;

namespace Onair.Aws.Operations;

/// <summary>
/// From a request to HTTP. The pipeline runs it once a call and before the retries, so a generated idempotency token is the same in
/// every attempt.
/// </summary>
internal sealed class RequestMarshaller<T>(
    ServiceDescription service, string operation, string method, string requestUri, Shape<T> shape, string? xmlRoot)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
    where T : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var value = (T)input;
        var request = new DefaultRequest(value, service.Name) { HttpMethod = method, ResourcePath = requestUri };
        request.Headers[HeaderKeys.XAmzApiVersion] = service.ApiVersion;
        if (service.Protocol.TargetPrefix is { } prefix) request.Headers["X-Amz-Target"] = $"{prefix}.{operation}";
        foreach (var member in shape.Members) Bind(request, member, value);
        SplitFixedQuery(request);
        if (RequestBody.Write(service, shape, value, xmlRoot) is { } content)
        {
            // Only with a body: HttpClient drops the header otherwise, after it has been signed.
            request.Headers[HeaderKeys.ContentTypeHeader] = service.Protocol.ContentType;
            request.Content = content;
        }
        return request;
    }

    private void Bind(DefaultRequest request, Member member, T value)
    {
        switch (member.Location)
        {
            case MemberLocation.Uri:
                request.AddPathResource($"{{{member.WireName}}}", PathValue(member, value));
                break;
            case MemberLocation.Query when member.IsSet(value):
                request.ParameterCollection.Add(member.WireName, [.. member.QueryValues(value)]);
                request.UseQueryString = true;
                break;
            case MemberLocation.Header when member.IsSet(value):
                request.Headers[member.WireName] = member.Text(value);
                break;
        }
    }

    // An empty value would make the URI of another operation: DELETE /prod/inputs/ instead of /prod/inputs/{id}.
    private string PathValue(Member member, T value) =>
        member.IsSet(value) && member.Text(value) is { Length: > 0 } text
            ? text
            : throw service.InvalidRequest($"Request object does not have required field {member.Name} set");

    private void SplitFixedQuery(DefaultRequest request)
    {
        var start = requestUri.IndexOf('?', StringComparison.Ordinal);
        if (start < 0) return;
        request.ResourcePath = requestUri[..start];
        foreach (var parameter in requestUri[(start + 1)..].Split('&'))
        {
            var parts = parameter.Split('=', 2);
            request.AddSubResource(parts[0], parts.Length == 2 ? parts[1] : null);
        }
    }
}
