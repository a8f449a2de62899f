using System.Net;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Onair.Aws.Wire;

namespace Onair.Aws.Operations;

/// <summary>restXml responses.</summary>
internal sealed class XmlUnmarshaller<T>(ServiceDescription service, Shape<T> shape) : XmlResponseUnmarshaller
    where T : AmazonWebServiceResponse
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        var response = shape.New();
        shape.ReadHead(input.ResponseData, response);
        var body = ResponseBody.ReadAll(input.Stream);
        if (body.Length == 0) return response;
        using var stream = new MemoryStream(body);
        var root = XDocument.Load(stream).Root!;
        if (shape.Payload is { } payload) payload.ReadElement(response, root);
        else shape.ReadXml(root, response);
        return response;
    }

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input);
        return service.Error(error, innerException, statusCode, input.ResponseData, new ErrorBody(input.GetResponseBodyBytes(), IsXml: true));
    }
}
