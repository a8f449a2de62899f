using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Onair.Emulator.Mux;
using Onair.Emulator.Mux.Playback;
using Onair.Tests.Unit.Emulator.Mux.Uploads;

namespace Onair.Tests.Unit.Emulator.Mux.Playback;

public sealed class PlaybackTokenTests(MuxHost host) : IClassFixture<MuxHost>
{
    private const string PlaybackId = "playback";

    [Theory]
    [InlineData("v", true)]
    [InlineData("t", true)]
    [InlineData("v", false)]
    public async Task A_token_of_a_signing_key_is_good_with_its_id_in_header_or_claims(string audience, bool inHeader)
    {
        var key = await KeyAsync();
        (await CheckAsync(Make(key, audience: audience, inHeader: inHeader), audience)).ShouldBeNull();
    }

    [Fact]
    public async Task Every_other_token_is_refused()
    {
        var key = await KeyAsync();
        using var stranger = RSA.Create(2048);
        var none = $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{Encode($$"""{"sub":"{{PlaybackId}}","aud":"v","exp":{{host.Now.ToUnixTimeSeconds() + 60}},"kid":"{{key.Id}}"}""")}.";
        host.Get<MuxAccount>().SigningKeys.TryGet(key.Id, out var stored).ShouldBeTrue();
        Dictionary<string, (string? Token, string Refusal)> cases = new()
        {
            ["missing"] = (null, "a signed playback id needs a token"),
            ["no JWT"] = ("x", "the token is no JWT"),
            ["expired"] = (Make(key, seconds: -1), "the token has expired, or has no expiry"),
            ["expires now"] = (Make(key, seconds: 0), "the token has expired, or has no expiry"),
            ["without expiry"] = (Make(key, seconds: null), "the token has expired, or has no expiry"),
            ["thumbnail's"] = (Make(key, audience: "t"), "the token is for another use"),
            ["without audience"] = (Make(key, audience: null), "the token is for another use"),
            ["other subject"] = (Make(key, subject: "another"), "the token is for another playback id"),
            ["without subject"] = (Make(key, subject: null), "the token is for another playback id"),
            ["unknown key"] = (Make(("unknown", key.Rsa)), "the token is not signed with RS256 and one of the signing keys"),
            ["without key"] = (Make(("", key.Rsa)), "the token is not signed with RS256 and one of the signing keys"),
            ["stranger's"] = (Make((key.Id, stranger)), "the token is not signed with RS256 and one of the signing keys"),
            ["alg none"] = (none, "the token is not signed with RS256 and one of the signing keys"),
            // The public key is no secret: a verifier that takes it for one is fooled.
            ["HS256 by the public key"] = (MakeHmac(key.Id, stored!.PublicPem), "the token is not signed with RS256 and one of the signing keys"),
            ["RS512"] = (Make(key, algorithm: SecurityAlgorithms.RsaSha512), "the token is not signed with RS256 and one of the signing keys"),
        };
        foreach (var (name, (token, refusal)) in cases) (await CheckAsync(token, "v")).ShouldBe(refusal, name);
    }

    [Fact]
    public async Task A_deleted_key_signs_no_more()
    {
        var key = await KeyAsync();
        var token = Make(key);
        (await CheckAsync(token, "v")).ShouldBeNull();
        (await host.CallAsync("DELETE", $"/system/v1/signing-keys/{key.Id}")).Status.ShouldBe(204);
        (await CheckAsync(token, "v")).ShouldBe("the token is not signed with RS256 and one of the signing keys");
    }

    private static string Encode(string json) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(json));

    private string Make(
        (string Id, RSA Rsa) key, string? subject = PlaybackId, string? audience = "v", int? seconds = 60, string algorithm = SecurityAlgorithms.RsaSha256, bool inHeader = false)
    {
        var signer = new RsaSecurityKey(key.Rsa) { KeyId = inHeader ? key.Id : null, CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        return Make(new SigningCredentials(signer, algorithm), inHeader ? "" : key.Id, subject, audience, seconds);
    }

    private string MakeHmac(string id, string secret) =>
        Make(new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)), SecurityAlgorithms.HmacSha256), id, PlaybackId, "v", 60);

    private string Make(SigningCredentials signing, string id, string? subject, string? audience, int? seconds)
    {
        var claims = new Dictionary<string, object>();
        if (id.Length > 0) claims["kid"] = id;
        if (subject is not null) claims["sub"] = subject;
        if (audience is not null) claims["aud"] = audience;
        if (seconds is { } left) claims["exp"] = host.Now.ToUnixTimeSeconds() + left;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = signing });
    }

    private async Task<string?> CheckAsync(string? token, string audience) => (await host.Get<PlaybackTokens>().CheckAsync(token, PlaybackId, audience)).Refusal;

    private async Task<(string Id, RSA Rsa)> KeyAsync()
    {
        var (status, key) = await host.CallAsync("POST", "/system/v1/signing-keys");
        status.ShouldBe(201);
        var rsa = RSA.Create();
        rsa.ImportFromPem(Encoding.ASCII.GetString(Convert.FromBase64String(key.At("private_key"))));
        return (key.At("id"), rsa);
    }
}
