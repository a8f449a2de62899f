using Onair.Gateway.Requests;

namespace Onair.Gateway.Routing;

/// <summary>Serves the OpenAPI document: docs/api/stream-api.json, which is generated from the table of routes and built into the program.</summary>
internal static class OpenApiEndpoint
{
    public const string Path = "/openapi.json";

    private const string Resource = "stream-api.json";

    private static readonly Lazy<(byte[] Document, string ETag)> Built = new(Read);

    public static async Task AnswerAsync(HttpContext context)
    {
        ApiTrace.Of(context).Route = Path;
        var (document, etag) = Built.Value;
        context.Response.Headers.ETag = etag;
        context.Response.Headers.CacheControl = "no-cache";
        if (ETags.IsKnown(context.Request.Headers.IfNoneMatch, etag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = document.Length;
        await context.Response.Body.WriteAsync(document, context.RequestAborted);
    }

    private static (byte[] Document, string ETag) Read()
    {
        using var stream = typeof(OpenApiEndpoint).Assembly.GetManifestResourceStream(Resource)!;
        var document = new byte[stream.Length];
        stream.ReadExactly(document);
        return (document, ETags.Of(document));
    }
}
