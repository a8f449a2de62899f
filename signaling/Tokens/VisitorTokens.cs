using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Onair.Api.BroadcastSites;
using Onair.Signaling.Messages;
using Onair.Signaling.Sites;

namespace Onair.Signaling.Tokens;

/// <summary>Finds out who a visitor is: by its token, or on a site with <c>auth.open</c> by what the page says.</summary>
internal sealed class VisitorTokens(ISites sites, KeySets keys, TimeProvider time)
{
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromHours(24);

    /// <summary>The fewest bytes of a key for HS256 (RFC 7518, section 3.2).</summary>
    public const int ShortestSecret = 32;

    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = 16 * 1024 };

    /// <summary>The visitor of a <c>hello</c>.</summary>
    public async Task<VisitorResult> OfAsync(BroadcastSite site, ClientMessage hello, CancellationToken cancellationToken)
    {
        if (site.Spec.Auth.Jwt is not { } jwt)
        {
            var guest = hello.User ?? $"guest-{Ids.New()}";
            return new Visitor(guest, MessageRules.NameOf(hello.Name, hello.User ?? "Guest")) { MayBroadcast = true };
        }
        if (hello.Token is not { Length: > 0 } token) return VisitorResult.Refused("the site needs a token");
        var result = await CheckAsync(site, jwt, token, hello.Name, cancellationToken);
        return result.Visitor is { } visitor && hello.User is { } user && user != visitor.User ? VisitorResult.Refused("the token is for another user than the page says") : result;
    }

    private async Task<VisitorResult> CheckAsync(BroadcastSite site, SiteJwtSpec jwt, string token, string? name, CancellationToken cancellationToken)
    {
        JsonWebToken parsed;
        try
        {
            parsed = _handler.ReadJsonWebToken(token);
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return VisitorResult.Refused("the token is not a JWT");
        }

        var signers = await KeysAsync(site, jwt, parsed.Kid, cancellationToken);
        if (signers.Count == 0) return VisitorResult.Refused(jwt.JwksUrl is null ? "the site's secret is missing or too short" : "the site has no key with which the token could be signed");
        var checkedToken = await ValidateAsync(site, jwt, parsed, signers);
        // A token that names no key shows a rotation only by its signature.
        if (checkedToken.Exception is SecurityTokenInvalidSignatureException && jwt.JwksUrl is { } url && string.IsNullOrEmpty(parsed.Kid)
            && await keys.AfterAsync(url, signers, cancellationToken) is { Count: > 0 } newer)
        {
            checkedToken = await ValidateAsync(site, jwt, parsed, newer);
        }
        return checkedToken.IsValid ? VisitorOf(parsed, name) : VisitorResult.Refused(Reason(checkedToken.Exception));
    }

    private async Task<TokenValidationResult> ValidateAsync(BroadcastSite site, SiteJwtSpec jwt, JsonWebToken token, IReadOnlyList<SecurityKey> signers)
    {
#pragma warning disable CA5404 // The issuer is checked if the site names one. With a secret that only the site has, there is no other.
        return await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = signers,
            TryAllIssuerSigningKeys = true,
            ValidAlgorithms = jwt.JwksUrl is null ? [SecurityAlgorithms.HmacSha256] : [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256],
            ValidAudience = jwt.Audience ?? site.Path,
            ValidateIssuer = jwt.Issuer is not null,
            ValidIssuer = jwt.Issuer,
            LifetimeValidator = IsAlive,
        });
#pragma warning restore CA5404
    }

    private async Task<IReadOnlyList<SecurityKey>> KeysAsync(BroadcastSite site, SiteJwtSpec jwt, string? kid, CancellationToken cancellationToken)
    {
        if (jwt.JwksUrl is { } url) return await keys.OfAsync(url, kid, cancellationToken);
        return jwt.SecretRef is { } reference && await sites.SecretAsync(site, reference, cancellationToken) is { Value: { Length: >= ShortestSecret } secret } ? [new SymmetricSecurityKey(secret)] : [];
    }

    private static VisitorResult VisitorOf(JsonWebToken token, string? name)
    {
        if (!MessageRules.IsUser(token.Subject)) return VisitorResult.Refused("the token has no user in 'sub', or one that is too long");
        token.TryGetPayloadValue<string>(JwtRegisteredClaimNames.Name, out var given);
        return new Visitor(token.Subject, MessageRules.NameOf(given ?? name, token.Subject))
        {
            IsProven = true,
            MayBroadcast = token.TryGetPayloadValue<bool>("broadcast", out var may) && may,
            Watchable = WatchableOf(token),
            ExpiresAt = new DateTimeOffset(token.ValidTo, TimeSpan.Zero),
        };
    }

    private static HashSet<string>? WatchableOf(JsonWebToken token)
    {
        if (token.TryGetPayloadValue<bool>("watch", out var all)) return all ? null : [];
        return [.. token.Claims.Where(claim => claim.Type == "watch").Select(claim => claim.Value)];
    }

    private bool IsAlive(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters rules)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (expires is null) throw new SecurityTokenNoExpirationException();
        if (expires > now + LongestLifetime + Skew) throw new SecurityTokenInvalidLifetimeException("too long");
        if (notBefore > now + Skew) throw new SecurityTokenNotYetValidException();
        return now - Skew < expires;
    }

    // The library's own messages contain key names and parts of the token.
    private static string Reason(Exception? exception) => exception switch
    {
        SecurityTokenMalformedException or ArgumentException => "the token is not a JWT",
        SecurityTokenNoExpirationException => "the token has no expiry in 'exp'",
        SecurityTokenNotYetValidException => "the token is not valid yet",
        SecurityTokenInvalidLifetimeException => "the token has expired, or is valid for more than 24 hours",
        SecurityTokenInvalidAudienceException => "the token is for another site: see its 'aud'",
        SecurityTokenInvalidIssuerException => "the token is from another issuer than the site's",
        _ => "the token is not signed with a key of the site",
    };
}
