using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Onair.Tests.E2E.IvsChannels;

/// <summary>
/// A viewer's token for a private channel: a JWT with ES384, as "Generate and Sign IVS Playback Tokens" in the IVS user guide describes it.
/// </summary>
internal static class ViewerToken
{
    /// <param name="pair">The playback key pair, on the curve P-384.</param>
    /// <param name="channelArn">The channel that it lets in to.</param>
    /// <param name="expires">Until when.</param>
    public static string Of(ECDsa pair, string channelArn, DateTimeOffset expires)
    {
        var claims = new JsonObject { ["aws:channel-arn"] = channelArn, ["aws:access-control-allow-origin"] = "*", ["exp"] = expires.ToUnixTimeSeconds() };
        var signed = $"{Encode("""{"alg":"ES384","typ":"JWT"}""")}.{Encode(claims.ToJsonString())}";
        var signature = pair.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
