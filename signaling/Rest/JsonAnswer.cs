using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Onair.Signaling.Rest;

/// <summary>Writes answers of the REST API.</summary>
internal static class JsonAnswer
{
    public static Task WriteAsync<T>(HttpContext context, T answer, JsonTypeInfo<T> type) =>
        WriteAsync(context, "application/json", JsonSerializer.SerializeToUtf8Bytes(answer, type));

    public static async Task WriteAsync(HttpContext context, string contentType, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = contentType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>A line of text with the reason.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(reason + "\n", context.RequestAborted);
    }
}
