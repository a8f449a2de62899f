using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Onair.Gateway.Tokens;

/// <summary>
/// Viewers' tokens: JWTs with HS256, an audience for each use, a subject and an expiry. They are issued by the backend that knows who may watch:
/// it holds the token secret.
/// </summary>
internal abstract class ViewerTokens
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SymmetricSecurityKey _key;
    private readonly TokenValidationParameters _rules;
    private readonly TimeProvider _time;
    private readonly string _audience;
    private readonly string _subjectNoun;
    private readonly TimeSpan _grace;

    /// <summary>Prepares one use of tokens.</summary>
    /// <param name="secret">What they are signed with, at least 32 bytes.</param>
    /// <param name="audience">The use: a token for another one is refused.</param>
    /// <param name="subjectNoun">What <c>sub</c> is, for messages.</param>
    /// <param name="time">The clock.</param>
    /// <param name="grace">How long after its expiry a token is still accepted.</param>
    protected ViewerTokens(byte[] secret, string audience, string subjectNoun, TimeProvider time, TimeSpan grace = default)
    {
        (_time, _audience, _subjectNoun, _grace) = (time, audience, subjectNoun, grace);
        _key = new(secret);
#pragma warning disable CA5404 // Every holder of the token secret may issue tokens, so there is no single issuer to check.
        _rules = new()
        {
            IssuerSigningKey = _key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidAudience = audience,
            ValidateIssuer = false,
            LifetimeValidator = IsAlive,
        };
#pragma warning restore CA5404
    }

    /// <summary>Creates a token for a subject.</summary>
    public string Issue(string subject, TimeSpan lifetime)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Audience = _audience,
            Subject = new ClaimsIdentity([new Claim(JwtRegisteredClaimNames.Sub, subject)]),
            IssuedAt = now,
            Expires = now + lifetime,
            SigningCredentials = new(_key, SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>Checks whether a token is for a subject.</summary>
    public async Task<TokenVerdict> CheckAsync(string? token, string subject)
    {
        if (string.IsNullOrEmpty(token))
            return new(TokenOutcome.Missing, "a token is needed: in the header 'Authorization: Bearer' or in the query as 'token'");
        var result = await _handler.ValidateTokenAsync(token, _rules);
        if (!result.IsValid) return new(TokenOutcome.Invalid, Reason(result.Exception));
        var stated = ((JsonWebToken)result.SecurityToken).Subject;
        if (string.IsNullOrEmpty(stated)) return new(TokenOutcome.Invalid, $"the token has no {_subjectNoun} in 'sub'");
        return stated == subject
            ? new(TokenOutcome.Allowed, "ok")
            : new(TokenOutcome.OtherSubject, $"the token is for another {_subjectNoun}");
    }

    private bool IsAlive(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters rules)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        if (expires is null) throw new SecurityTokenNoExpirationException();
        if (notBefore > now + Skew) throw new SecurityTokenNotYetValidException();
        return now - Skew - _grace < expires;
    }

    // The library's own messages contain key names and parts of the token.
    private string Reason(Exception exception) => exception switch
    {
        SecurityTokenMalformedException or ArgumentException => "the token is not a JWT",
        SecurityTokenInvalidLifetimeException => "the token has expired",
        SecurityTokenNoExpirationException => "the token has no expiry in 'exp'",
        SecurityTokenNotYetValidException => "the token is not valid yet",
        SecurityTokenInvalidAudienceException => $"the token is not for the audience '{_audience}'",
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException =>
            "the token is not signed with HS256 and the token secret of this server",
        _ => "the token is invalid",
    };
}
