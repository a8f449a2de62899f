using Onair.Gateway.Problems;

namespace Onair.Gateway.Access;

/// <summary>Finds the caller: by an API key, in <c>X-Api-Key</c> or as Bearer, or by a Kubernetes token as Bearer.</summary>
internal sealed class Authenticator(ApiKeyLookup keys, TokenReviews tokens) : IAuthenticator
{
    /// <summary>The header of an API key.</summary>
    public const string KeyHeader = "X-Api-Key";

    /// <summary>What the keys of <see cref="KeyCommand"/> begin with: such a Bearer is not sent to the API server.</summary>
    public const string KeyPrefix = "onair_";

    private const string Bearer = "Bearer ";
    private const int LongestCredential = 16 * 1024;

    public async Task<Caller> AuthenticateAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var headers = context.Request.Headers;
        if (headers[KeyHeader] is { Count: > 0 } given)
            return given is [{ } key] && IsCredential(key) && keys.Find(key) is { } holder ? holder : throw Refused("The API key is not valid.", isInvalid: true);
        if (headers.Authorization is not { Count: > 0 } values)
            throw Refused($"Send a Kubernetes token or an API key as \"Authorization: Bearer …\", or an API key as {KeyHeader}.", isInvalid: false);
        if (values is not [{ } line] || !line.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) throw Refused("The header Authorization must have the scheme Bearer.", isInvalid: false);
        var token = line[Bearer.Length..].Trim();
        if (!IsCredential(token)) throw Refused("The token is not valid.", isInvalid: true);
        if (keys.Find(token) is { } bearer) return bearer;
        if (token.StartsWith(KeyPrefix, StringComparison.Ordinal)) throw Refused("The API key is not valid.", isInvalid: true);
        return await tokens.FindAsync(token, cancellationToken) ?? throw Refused("The token is not valid.", isInvalid: true);
    }

    private static bool IsCredential(string text) => text.Length is > 0 and <= LongestCredential && text.All(c => c is > ' ' and <= '~');

    // The challenges of RFC 6750, section 3: an error only when there was a credential.
    private static ProblemException Refused(string detail, bool isInvalid) => new(StatusCodes.Status401Unauthorized, detail)
    {
        Challenge = isInvalid ? "Bearer realm=\"onair\", error=\"invalid_token\"" : "Bearer realm=\"onair\"",
    };
}
