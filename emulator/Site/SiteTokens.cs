using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Onair.Emulator.Site;

/// <summary>Signs the tokens with which a site's server vouches for its users. A real site knows who is signed in; this one believes the URL.</summary>
internal static class SiteTokens
{
    /// <summary>How long a token is valid. The script gets another one before it expires.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>A JWT for a user who may broadcast and watch everybody.</summary>
    public static string Create(SiteOptions site, string user, DateTimeOffset now)
    {
        var claims = new JsonObject
        {
            ["sub"] = user,
            ["name"] = SitePages.NameOf(user),
            ["aud"] = site.Name,
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
            ["broadcast"] = true,
            ["watch"] = true,
        };
        var signed = $"{Encode("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(site.TokenSecret), Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
