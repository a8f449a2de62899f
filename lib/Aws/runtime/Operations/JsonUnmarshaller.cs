using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using Onair.Aws.Wire;

namespace Onair.Aws.Operations;

/// <summary>restJson1 and awsJson responses.</summary>
internal sealed class JsonUnmarshaller<T>(ServiceDescription service, Shape<T> shape) : JsonResponseUnmarshaller
    where T : AmazonWebServiceResponse
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var response = shape.New();
        shape.ReadHead(input.ResponseData, response);
        var body = ResponseBody.ReadAll(input.Stream);
        if (body.Length == 0) return response;
        using var document = JsonDocument.Parse(body);
        if (shape.Payload is { } payload) payload.ReadJson(response, document.RootElement);
        else shape.ReadJson(document.RootElement, response);
        return response;
    }

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        return service.Error(error, innerException, statusCode, input.ResponseData, new ErrorBody(input.GetResponseBodyBytes(), IsXml: false));
    }
}
