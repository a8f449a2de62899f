using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.Telemetry;

/// <summary>Tokens of links to the player, put together as a backend would.</summary>
internal static class LinkToken
{
    /// <param name="path">Path of the page: <c>/watch/NAMESPACE/KIND/NAME</c>.</param>
    /// <param name="secret">Base64.</param>
    /// <param name="expiresIn">Seconds.</param>
    public static string Of(string path, string secret, int expiresIn = 3600)
    {
        var claims = new JsonObject { ["aud"] = "onair-player", ["sub"] = path["/watch/".Length..], ["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + expiresIn };
        var signed = $"{Part("""{"alg":"HS256","typ":"JWT"}""")}.{Part(claims.ToJsonString())}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Convert.FromBase64String(secret), Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
