using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Onair.Emulator.Mux.Playback;

/// <summary>Checks the JWTs of signed playback: RS256 by a signing key of the account, for one playback id and one use, not expired.</summary>
internal sealed class PlaybackTokens(MuxAccount account, TimeProvider time)
{
    /// <summary>Audience of a token for video.</summary>
    public const string Video = "v";

    /// <summary>See <see cref="Video"/>.</summary>
    public const string Thumbnail = "t";

    /// <summary>See <see cref="Video"/>.</summary>
    public const string Storyboard = "s";

    private readonly JsonWebTokenHandler _handler = new();

    /// <summary>Checks a token.</summary>
    /// <param name="token">From the query; null or empty when there is none.</param>
    /// <param name="playbackId">What it must be for.</param>
    /// <param name="audience">What it is used for.</param>
    /// <returns>The token, or why it is refused.</returns>
    public async Task<(JsonWebToken? Token, string? Refusal)> CheckAsync(string? token, string playbackId, string audience)
    {
        if (string.IsNullOrEmpty(token)) return (null, "a signed playback id needs a token");
        var keys = new List<RSA>();
        try
        {
#pragma warning disable CA5404 // Mux's tokens name no issuer: every holder of the key issues them.
            var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
            {
                ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
                RequireSignedTokens = true,
                RequireExpirationTime = true,
                ValidateIssuer = false,
                ValidAudience = audience,
                LifetimeValidator = (notBefore, expires, _, _) => IsAlive(notBefore, expires),
                IssuerSigningKeyResolver = (_, parsed, _, _) => Keys((JsonWebToken)parsed, keys),
                TryAllIssuerSigningKeys = false,
            });
#pragma warning restore CA5404
            if (!result.IsValid) return (null, Reason(result.Exception));
            var valid = (JsonWebToken)result.SecurityToken;
            return valid.Subject == playbackId ? (valid, null) : (null, "the token is for another playback id");
        }
        finally
        {
            keys.ForEach(k => k.Dispose());
        }
    }

    /// <summary>The id of the key: Mux's SDKs put it among the claims, its documentation into the header.</summary>
    private static string? KeyId(JsonWebToken token) =>
        !string.IsNullOrEmpty(token.Kid) ? token.Kid : token.TryGetPayloadValue<string>("kid", out var id) ? id : null;

    private static string Reason(Exception exception) => exception switch
    {
        SecurityTokenMalformedException or ArgumentException => "the token is no JWT",
        SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException => "the token has expired, or has no expiry",
        SecurityTokenInvalidAudienceException => "the token is for another use",
        _ => "the token is not signed with RS256 and one of the signing keys",
    };

    private List<SecurityKey> Keys(JsonWebToken token, List<RSA> opened)
    {
        if (KeyId(token) is not { } id || !account.SigningKeys.TryGet(id, out var key)) return [];
        var rsa = RSA.Create();
        opened.Add(rsa);
        rsa.ImportFromPem(key.PublicPem);
        // Providers that outlive the call would use a key that is disposed of.
        return [new RsaSecurityKey(rsa) { KeyId = id, CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } }];
    }

    private bool IsAlive(DateTime? notBefore, DateTime? expires)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return expires is not null && now < expires && (notBefore is null || notBefore <= now);
    }
}
