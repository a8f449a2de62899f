using System.Buffers.Text;
using System.Text.Json;
using Onair.Emulator.Auth;

namespace Onair.Emulator.Sts;

/// <summary>
/// The claims of an OpenID Connect token. Its signature is not checked: the emulator has no issuer to trust, and a
/// token gives access to emulated resources only.
/// </summary>
internal sealed record WebIdentityToken(string Subject, string Audience, string Issuer)
{
    /// <exception cref="AwsException">InvalidIdentityToken or ExpiredTokenException.</exception>
    public static WebIdentityToken Parse(string token, DateTimeOffset now)
    {
        var parts = token.Split('.');
        if (parts.Length != 3) throw Invalid("The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
        JsonElement claims;
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            claims = document.RootElement.Clone();
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            throw Invalid("The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
        }

        if (claims.ValueKind != JsonValueKind.Object) throw Invalid("The ID Token's claims are no JSON object");
        var (subject, issuer) = (Text(claims, "sub"), Text(claims, "iss"));
        if (!claims.TryGetProperty("exp", out var exp) || exp.ValueKind != JsonValueKind.Number || !exp.TryGetDouble(out var seconds))
            throw Invalid("Missing a required claim: exp");
        var expires = DateTimeOffset.UnixEpoch.AddSeconds(Math.Clamp(seconds, 0, 253402300799));
        return expires > now
            ? new WebIdentityToken(subject, AudienceOf(claims), issuer)
            : throw new AwsException(400, "ExpiredTokenException",
                $"Token expired: current date/time {now.ToUnixTimeSeconds()} must be before the expiration date/time {expires.ToUnixTimeSeconds()}");
    }

    private static string AudienceOf(JsonElement claims) =>
        claims.TryGetProperty("aud", out var aud) && aud.ValueKind == JsonValueKind.Array && aud.GetArrayLength() > 0
            ? aud[0].ToString()
            : Text(claims, "aud");

    private static string Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw Invalid($"Missing a required claim: {name}");

    private static AwsException Invalid(string message) => new(400, "InvalidIdentityToken", message);
}
