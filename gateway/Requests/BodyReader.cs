using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Onair.Gateway.Problems;

namespace Onair.Gateway.Requests;

/// <summary>Reads the bodies of requests, within limits of size and time.</summary>
internal static class BodyReader
{
    // In addition to Kestrel's minimum data rate.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The whole body.</summary>
    /// <exception cref="ProblemException">400, 408, 413 or 415.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context, int limit, bool isOptional, TimeProvider time, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (request.ContentLength > limit) throw TooLarge(limit);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = limit;
        var body = await BytesAsync(request, limit, time, cancellationToken);
        if (body.Length == 0) return isOptional ? EmptyObject : throw ProblemException.Invalid("body", null, "must be a JSON object");
        if (!IsJson(request.ContentType)) throw new ProblemException(StatusCodes.Status415UnsupportedMediaType, "The header Content-Type must be application/json, in UTF-8.");
        // A byte order mark is no JSON. Editors and some clients write one.
        return body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
    }

    /// <summary>413.</summary>
    public static ProblemException TooLarge(int limit) => new(StatusCodes.Status413PayloadTooLarge, $"The body must have at most {limit} bytes.");

    /// <summary>408.</summary>
    public static ProblemException TooSlow(TimeSpan limit) => new(StatusCodes.Status408RequestTimeout, $"The body did not arrive within {limit.TotalSeconds} s.");

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(HttpRequest request, int limit, TimeProvider time, CancellationToken cancellationToken)
    {
        using var slow = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, either.Token)) > 0)
            {
                if (body.Length + read > limit) throw TooLarge(limit);
                await body.WriteAsync(buffer.AsMemory(0, read), either.Token);
            }
        }
        catch (OperationCanceledException) when (slow.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw TooSlow(Timeout);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge(limit);
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || IsUtf8(HeaderUtilities.RemoveQuotes(type.Charset)));

    // Clients write it without the hyphen, too.
    private static bool IsUtf8(StringSegment charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase);
}
