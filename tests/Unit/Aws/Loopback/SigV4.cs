using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Onair.Tests.Unit.Aws.Loopback;

/// <summary>
/// Signature Version 4 as its documentation states it, written for these tests alone: it shares nothing with the signer under test.
/// </summary>
internal static class SigV4
{
    /// <summary>Null when the signature is right, else what is wrong with it.</summary>
    public static string? Mismatch(ReceivedRequest request, string secretKey, string region, string service)
    {
        if (!request.Headers.TryGetValue("Authorization", out var authorization)) return "no Authorization header";
        if (!authorization.StartsWith("AWS4-HMAC-SHA256 ", StringComparison.Ordinal)) return $"not SigV4: {authorization}";
        var fields = authorization["AWS4-HMAC-SHA256 ".Length..].Split(',').Select(f => f.Trim().Split('=', 2)).ToDictionary(f => f[0], f => f[1]);
        var scope = fields["Credential"].Split('/');
        if (scope[2] != region || scope[3] != service || scope[4] != "aws4_request") return $"wrong scope: {fields["Credential"]}";

        var signed = fields["SignedHeaders"].Split(';');
        foreach (var needed in request.Headers.Keys.Select(k => k.ToLower(CultureInfo.InvariantCulture)).Where(MustBeSigned))
        {
            if (!signed.Contains(needed)) return $"header {needed} is not signed";
        }
        foreach (var name in signed)
        {
            if (!request.Headers.ContainsKey(name)) return $"header {name} is signed and was not sent";
        }
        var canonical = string.Join('\n',
        [
            request.Method,
            CanonicalPath(request.RawPath),
            CanonicalQuery(request),
            .. signed.Select(name => $"{name}:{Trim(request.Headers[name])}"),
            "",
            fields["SignedHeaders"],
            Hex(SHA256.HashData(request.Body)),
        ]);
        var date = request.Headers["X-Amz-Date"];
        var toSign = string.Join('\n', "AWS4-HMAC-SHA256", date, string.Join('/', scope[1..]), Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = Encoding.UTF8.GetBytes($"AWS4{secretKey}");
        foreach (var part in scope[1..]) key = Hmac(key, part);
        var expected = Hex(Hmac(key, toSign));
        return expected == fields["Signature"] ? null : $"signature {fields["Signature"]}, expected {expected} of\n{canonical}";
    }

    private static bool MustBeSigned(string header) => header is "host" or "content-type" || header.StartsWith("x-amz-", StringComparison.Ordinal);

    // Segments are encoded once for the request and once more for the signature (only S3 leaves the second out).
    private static string CanonicalPath(string rawPath) => string.Join('/', rawPath.Split('/').Select(Encode));

    private static string CanonicalQuery(ReceivedRequest request) =>
        string.Join('&', request.Query.Select(q => (Name: Encode(q.Name), Value: Encode(q.Value)))
            .OrderBy(q => q.Name, StringComparer.Ordinal).ThenBy(q => q.Value, StringComparer.Ordinal).Select(q => $"{q.Name}={q.Value}"));

    // Uri.EscapeDataString keeps exactly the unreserved characters of RFC 3986.
    private static string Encode(string text) => Uri.EscapeDataString(text);

    private static string Trim(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
