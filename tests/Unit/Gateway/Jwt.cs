using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Onair.Tests.Unit.Gateway;

/// <summary>Tokens put together by hand (RFC 7515), as a backend in any language would, and as an attacker would.</summary>
internal static class Jwt
{
    /// <summary>Claims with times in seconds from now; a null leaves one out.</summary>
    public static JsonObject Claims(string? sub = "a", string? aud = "onair-keys", int? exp = 3600, int? nbf = null)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject();
        if (sub is not null) claims["sub"] = sub;
        if (aud is not null) claims["aud"] = aud;
        if (exp is not null) claims["exp"] = now + exp;
        if (nbf is not null) claims["nbf"] = now + nbf;
        return claims;
    }

    public static string Signed(string algorithm, JsonObject claims, string? secret = null)
    {
        var signed = Parts(algorithm, claims);
        // As long as HS512 wants it, with the real secret first, which HS256 takes alone.
        var key = secret is null ? Convert.FromBase64String(GatewayHost.TokenSecret) : SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        var data = Encoding.ASCII.GetBytes(signed);
        var signature = algorithm switch
        {
            "HS256" => HMACSHA256.HashData(key, data),
            "HS384" => HMACSHA384.HashData(key, data),
            "HS512" => HMACSHA512.HashData(key, data),
            _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
        };
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public static string Unsigned(JsonObject claims) => Parts("none", claims) + ".";

    /// <summary>The signature of one content's token under the claims of another.</summary>
    public static string Tampered() =>
        $"{Parts("HS256", Claims())}.{Signed("HS256", Claims(sub: "b")).Split('.')[2]}";

    private static string Parts(string algorithm, JsonObject claims) =>
        $"{Encode($$"""{"alg":"{{algorithm}}","typ":"JWT"}""")}.{Encode(claims.ToJsonString())}";

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
