using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Onair.Emulator.Ivs.Playback;

/// <summary>
/// Checks the JWTs of private channels, as "Generate and Sign IVS Playback Tokens" in the IVS user guide has them: ES384 by a playback key pair of
/// the account, for one channel, not expired. They have no key id, so every imported key is tried.
/// </summary>
internal sealed class ViewerTokens(IvsAccount account, TimeProvider time)
{
    private const string ChannelClaim = "aws:channel-arn";
    private const string OriginsClaim = "aws:access-control-allow-origin";
    private const string StrictClaim = "aws:strict-origin-enforcement";

    private readonly JsonWebTokenHandler _handler = new();

    /// <summary>Checks a token.</summary>
    /// <param name="token">From the query; null or empty when there is none.</param>
    /// <param name="channelArn">The channel that it must be for.</param>
    /// <returns>Which pages may play, or why it is refused.</returns>
    public async Task<(ViewerOrigins? Origins, string? Refusal)> CheckAsync(string? token, string channelArn)
    {
        if (string.IsNullOrEmpty(token)) return (null, "a private channel needs a token");
        var keys = new List<ECDsa>();
        try
        {
#pragma warning disable CA5404 // IVS's tokens name neither issuer nor audience: every holder of the key issues them.
            var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
            {
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha384],
                RequireSignedTokens = true,
                RequireExpirationTime = true,
                ValidateIssuer = false,
                ValidateAudience = false,
                LifetimeValidator = (notBefore, expires, _, _) => IsAlive(notBefore, expires),
                IssuerSigningKeyResolver = (_, _, _, _) => Keys(keys),
            });
#pragma warning restore CA5404
            if (!result.IsValid) return (null, Reason(result.Exception));
            var valid = (JsonWebToken)result.SecurityToken;
            if (!valid.TryGetPayloadValue<string>(ChannelClaim, out var arn) || arn != channelArn) return (null, "the token is for another channel");
            return (ViewerOrigins.Of(Claim<string>(valid, OriginsClaim), Claim<bool>(valid, StrictClaim)), null);
        }
        finally
        {
            keys.ForEach(k => k.Dispose());
        }
    }

    private static T? Claim<T>(JsonWebToken token, string name) => token.TryGetPayloadValue<T>(name, out var value) ? value : default;

    private static string Reason(Exception exception) => exception switch
    {
        SecurityTokenMalformedException or ArgumentException => "the token is no JWT",
        SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException => "the token has expired, or has no expiry",
        _ => "the token is not signed with ES384 and one of the playback key pairs",
    };

    private List<SecurityKey> Keys(List<ECDsa> opened)
    {
        var keys = new List<SecurityKey>();
        foreach (var key in account.PlaybackKeys.Rows)
        {
            var ecdsa = ECDsa.Create();
            opened.Add(ecdsa);
            ecdsa.ImportFromPem(key.PublicPem);
            // Providers that outlive the call would use a key that is disposed of.
            keys.Add(new ECDsaSecurityKey(ecdsa) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } });
        }

        return keys;
    }

    private bool IsAlive(DateTime? notBefore, DateTime? expires)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return expires is not null && now < expires && (notBefore is null || notBefore <= now);
    }
}
