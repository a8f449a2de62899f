using Onair.Emulator.Auth;
using Onair.Emulator.S3.Checksums;
using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>The digests a request gives for its body, in a header or after the body.</summary>
/// <param name="Md5">Content-MD5; null when not given.</param>
/// <param name="Algorithm">The one checksum algorithm; null when none is used.</param>
/// <param name="InTrailer">Its value follows the body.</param>
internal sealed record PayloadChecks(byte[]? Md5, string? Algorithm, bool InTrailer)
{
    /// <summary>What to compute while the body is read.</summary>
    public IEnumerable<string> Algorithms => Algorithm is null ? [] : [Algorithm];

    public static PayloadChecks Of(HttpRequest request)
    {
        var trailers = request.Headers["x-amz-trailer"].ToString()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var given = Checksum.Algorithms.Where(a => request.Headers.ContainsKey(Checksum.HeaderOf(a))).ToArray();
        var trailing = Checksum.Algorithms.Where(a => trailers.Contains(Checksum.HeaderOf(a), StringComparer.OrdinalIgnoreCase)).ToArray();
        if (given.Length + trailing.Length > 1)
            throw S3Errors.InvalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        var unknown = request.Headers.Keys.Where(h => h.StartsWith("x-amz-checksum-", StringComparison.OrdinalIgnoreCase))
            .FirstOrDefault(h => !Checksum.Algorithms.Select(Checksum.HeaderOf).Concat(Declarations).Contains(h, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null) throw S3Errors.InvalidRequest($"The algorithm type of {unknown} is not valid.");
        if (request.Headers.ContainsKey("x-amz-sdk-checksum-algorithm") && given.Length + trailing.Length == 0)
        {
            throw S3Errors.InvalidRequest("x-amz-sdk-checksum-algorithm specified, but no corresponding "
                + "x-amz-checksum-* or x-amz-trailer headers were found.");
        }

        return new PayloadChecks(Md5Of(request), given.Concat(trailing).FirstOrDefault(), trailing.Length > 0);
    }

    /// <summary>Must be called after the body was read to its end.</summary>
    public void Verify(BlobDigest digest, HttpRequest request)
    {
        if (Md5 is not null && !Md5.AsSpan().SequenceEqual(digest.Md5)) throw S3Errors.BadDigest("Content-MD5");
        if (Algorithm is null) return;
        var header = Checksum.HeaderOf(Algorithm);
        var promised = (InTrailer ? request.GetTrailer(header) : request.Headers[header]).ToString();
        if (promised.Length == 0)
            throw new AwsException(400, "MalformedTrailerError", $"The request promised a trailing {header} and did not send it.");
        if (promised != digest.Checksums[Algorithm]) throw S3Errors.BadDigest(Algorithm);
    }

    private static readonly string[] Declarations = ["x-amz-checksum-algorithm", "x-amz-checksum-type", "x-amz-checksum-mode"];

    private static byte[]? Md5Of(HttpRequest request)
    {
        if (request.Headers.ContentMD5 is not [{ } text, ..]) return null;
        var md5 = new byte[16];
        return Convert.TryFromBase64String(text, md5, out var length) && length == md5.Length
            ? md5
            : throw new AwsException(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
    }
}
