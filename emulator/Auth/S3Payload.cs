using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace Onair.Emulator.Auth;

/// <summary>How S3 requests declare and protect their body.</summary>
internal static class S3Payload
{
    private const string Unsigned = "UNSIGNED-PAYLOAD";

    /// <summary>The hash, or the word in its place, that takes part in the signature.</summary>
    public static string Declared(HttpRequest request, AwsSignature signature)
    {
        string? declared = request.Headers["x-amz-content-sha256"];
        if (signature.Expires is not null)
            return declared ?? (string?)request.Query["X-Amz-Content-Sha256"] ?? Unsigned;
        return declared ?? throw new AwsException(400, "InvalidRequest",
            "Missing required header for this request: x-amz-content-sha256");
    }

    /// <summary>Puts the checks that the declaration asks for between the wire and the reader.</summary>
    public static void Wrap(HttpContext context, string declared, SigningKey key, string seed)
    {
        var request = context.Request;
        // Kestrel's bound of 30 MB is no bound of S3's; nothing here keeps a body in memory.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;

        switch (declared)
        {
            case Unsigned:
                break;
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD":
                Decode(context, key, seed, hasTrailer: false);
                break;
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER":
                Decode(context, key, seed, hasTrailer: true);
                break;
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER":
                Decode(context, null, seed, hasTrailer: true);
                break;
            case { Length: 64 } when declared.All(char.IsAsciiHexDigit):
                request.Body = new HashedBody(request.Body, declared.ToLowerInvariant());
                break;
            default:
                throw new AwsException(400, "InvalidArgument",
                    "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, "
                    + "STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.");
        }
    }

    private static void Decode(HttpContext context, SigningKey? key, string seed, bool hasTrailer)
    {
        var request = context.Request;
        string? declared = request.Headers["x-amz-decoded-content-length"];
        if (!long.TryParse(declared, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            throw new AwsException(411, "MissingContentLength", "You must provide the x-amz-decoded-content-length HTTP header.");
        var body = new AwsChunkedBody(request.BodyReader, key, seed, hasTrailer, length);
        request.Body = body;
        context.Features.Set<IHttpRequestTrailersFeature>(body);
    }
}
