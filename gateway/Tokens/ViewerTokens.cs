using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Onair.Gateway.KeyServer;

/// <summary>
/// Viewers' tokens: JWTs with HS256, audience <see cref="Audience"/>, the content id as subject and an expiry. They are issued
/// by the backend that knows who may watch: it holds the token secret.
/// </summary>
internal sealed class ViewerTokens
{
    public const string Audience = "onair-keys";
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SymmetricSecurityKey _key;
    private readonly TokenValidationParameters _rules;
    private readonly TimeProvider _time;

    public ViewerTokens(KeyServerSettings settings, TimeProvider time)
    {
        _time = time;
        _key = new(settings.TokenSecret);
#pragma warning disable CA5404 // Every holder of the token secret may issue tokens, so there is no single issuer to check.
        _rules = new()
        {
            IssuerSigningKey = _key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidAudience = Audience,
            ValidateIssuer = false,
            LifetimeValidator = IsAlive,
        };
#pragma warning restore CA5404
    }

    /// <summary>Creates a token.</summary>
    public string Issue(string contentId, TimeSpan lifetime)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Audience = Audience,
            Subject = new ClaimsIdentity([new Claim(JwtRegisteredClaimNames.Sub, contentId)]),
            IssuedAt = now,
            Expires = now + lifetime,
            SigningCredentials = new(_key, SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>Checks whether a token gives access to the keys of a content.</summary>
    public async Task<TokenVerdict> CheckAsync(string? token, string contentId)
    {
        if (string.IsNullOrEmpty(token))
            return new(TokenOutcome.Missing, "a token is needed: in the header 'Authorization: Bearer' or in the query as 'token'");
        var result = await _handler.ValidateTokenAsync(token, _rules);
        if (!result.IsValid) return new(TokenOutcome.Invalid, Reason(result.Exception));
        var subject = ((JsonWebToken)result.SecurityToken).Subject;
        if (string.IsNullOrEmpty(subject)) return new(TokenOutcome.Invalid, "the token has no content id in 'sub'");
        return subject == contentId
            ? new(TokenOutcome.Allowed, "ok")
            : new(TokenOutcome.OtherContent, "the token is for another content id");
    }

    private bool IsAlive(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters rules)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        if (expires is null) throw new SecurityTokenNoExpirationException();
        if (notBefore > now + Skew) throw new SecurityTokenNotYetValidException();
        return now - Skew < expires;
    }

    // The library's own messages contain key names and parts of the token.
    private static string Reason(Exception exception) => exception switch
    {
        SecurityTokenMalformedException or ArgumentException => "the token is not a JWT",
        SecurityTokenInvalidLifetimeException => "the token has expired",
        SecurityTokenNoExpirationException => "the token has no expiry in 'exp'",
        SecurityTokenNotYetValidException => "the token is not valid yet",
        SecurityTokenInvalidAudienceException => $"the token is not for the audience '{Audience}'",
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException =>
            "the token is not signed with HS256 and the token secret of this server",
        _ => "the token is invalid",
    };
}
