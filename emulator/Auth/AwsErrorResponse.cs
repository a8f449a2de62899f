using System.Text.Json;
using System.Xml;

namespace Onair.Emulator.Auth;

/// <summary>Writes an error in the format of the service's protocol.</summary>
internal static class AwsErrorResponse
{
    /// <summary>Returns the error. Aborts the connection when the response has already started.</summary>
    public static async Task WriteAsync(HttpContext context, string service, AwsException error)
    {
        var response = context.Response;
        if (response.HasStarted)
        {
            context.Abort();
            return;
        }

        response.Clear();
        response.StatusCode = error.Status;
        foreach (var (name, value) in error.Headers) response.Headers[name] = value;
        // A client that waits for 100 Continue sends no body after an error: bytes that follow on this connection would
        // be taken for the body that never came. As in https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1.
        if (context.Request.Headers.Expect.Count > 0) response.Headers.Connection = "close";
        var requestId = AwsRequestId.Set(context, service);
        if (HttpMethods.IsHead(context.Request.Method) || error.Status == StatusCodes.Status304NotModified) return;
        byte[] body;
        switch (service)
        {
            case "s3":
                body = S3(error, context, requestId);
                response.ContentType = "application/xml";
                break;
            case "cloudfront":
                body = Query(error, "http://cloudfront.amazonaws.com/doc/2020-05-31/", requestId);
                response.ContentType = "text/xml";
                break;
            case "sts":
                body = Query(error, "https://sts.amazonaws.com/doc/2011-06-15/", requestId);
                response.ContentType = "text/xml";
                break;
            default:
                body = Json(error);
                response.ContentType = "application/json";
                response.Headers["x-amzn-ErrorType"] = error.Code;
                break;
        }

        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static byte[] S3(AwsException error, HttpContext context, string requestId) => Xml(xml =>
    {
        xml.WriteStartElement("Error");
        xml.WriteElementString("Code", error.Code);
        xml.WriteElementString("Message", error.Message);
        foreach (var (name, value) in error.Details) xml.WriteElementString(name, value);
        xml.WriteElementString("Resource", context.Request.Path.Value);
        xml.WriteElementString("RequestId", requestId);
        xml.WriteElementString("HostId", "onair");
        xml.WriteEndElement();
    });

    private static byte[] Query(AwsException error, string ns, string requestId) => Xml(xml =>
    {
        xml.WriteStartElement("ErrorResponse", ns);
        xml.WriteStartElement("Error", ns);
        xml.WriteElementString("Type", ns, error.Status < 500 ? "Sender" : "Receiver");
        xml.WriteElementString("Code", ns, error.Code);
        xml.WriteElementString("Message", ns, error.Message);
        xml.WriteEndElement();
        xml.WriteElementString("RequestId", ns, requestId);
        xml.WriteEndElement();
    });

    private static byte[] Json(AwsException error)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("__type", error.Code);
            json.WriteString("message", error.Message);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static byte[] Xml(Action<XmlWriter> write)
    {
        using var buffer = new MemoryStream();
        // A message may contain a key with characters that XML 1.0 does not allow; they become references, as in S3.
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false), CheckCharacters = false }))
            write(xml);
        return buffer.ToArray();
    }
}
