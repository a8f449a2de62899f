using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Onair.Emulator.Ivs.Playback;
using static Onair.Tests.Unit.Emulator.Ivs.IvsFixtures;

namespace Onair.Tests.Unit.Emulator.Ivs;

public sealed class ViewerTokenTests : IDisposable
{
    private const string Channel = "arn:aws:ivs:us-east-1:000000000000:channel/abcdefghijkl";
    private const string BadSignature = "the token is not signed with ES384 and one of the playback key pairs";

    private readonly ControlPlane _plane = new();

    public void Dispose() => _plane.Dispose();

    [Fact]
    public async Task A_token_of_any_imported_key_is_good()
    {
        var (_, first) = await _plane.PlaybackKeyAsync();
        var (_, second) = await _plane.PlaybackKeyAsync();
        using (first)
        using (second)
        {
            (await CheckAsync(Make(first))).ShouldBeNull();
            (await CheckAsync(Make(second))).ShouldBeNull();
        }
    }

    [Fact]
    public async Task Every_other_token_is_refused()
    {
        var (_, key) = await _plane.PlaybackKeyAsync();
        using var pair = key;
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var exp = _plane.Time.GetUtcNow().ToUnixTimeSeconds() + 60;
        var none = $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{Encode($$"""{"aws:channel-arn":"{{Channel}}","exp":{{exp}}}""")}.";
        var hmac = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key.ExportSubjectPublicKeyInfoPem())), SecurityAlgorithms.HmacSha256);
        Dictionary<string, (string? Token, string Refusal)> cases = new()
        {
            ["missing"] = (null, "a private channel needs a token"),
            ["no JWT"] = ("x", "the token is no JWT"),
            ["expired"] = (Make(key, seconds: -1), "the token has expired, or has no expiry"),
            ["expires now"] = (Make(key, seconds: 0), "the token has expired, or has no expiry"),
            ["without expiry"] = (Make(key, seconds: null), "the token has expired, or has no expiry"),
            ["other channel"] = (Make(key, channel: Channel + "x"), "the token is for another channel"),
            ["without channel"] = (Make(key, channel: null), "the token is for another channel"),
            ["stranger's"] = (Make(stranger), BadSignature),
            ["ES256"] = (Make(new SigningCredentials(new ECDsaSecurityKey(p256), SecurityAlgorithms.EcdsaSha256), Channel, 60), BadSignature),
            ["alg none"] = (none, BadSignature),
            // The public key is no secret: a verifier that takes it for one is fooled.
            ["HS256 by the public key"] = (Make(hmac, Channel, 60), BadSignature),
        };
        foreach (var (name, (token, refusal)) in cases) (await CheckAsync(token)).ShouldBe(refusal, name);
    }

    [Fact]
    public async Task A_deleted_key_signs_no_more()
    {
        var (arn, key) = await _plane.PlaybackKeyAsync();
        using var pair = key;
        (await CheckAsync(Make(key))).ShouldBeNull();

        (await _plane.Ivs("DeletePlaybackKeyPair", Json("arn", arn))).Status.ShouldBe(200);

        (await CheckAsync(Make(key))).ShouldBe(BadSignature);
    }

    [Fact]
    public async Task A_key_is_the_public_half_of_P384_and_imported_once()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        (await ImportAsync(key.ExportSubjectPublicKeyInfoPem())).Status.ShouldBe(200);
        (await ImportAsync(key.ExportSubjectPublicKeyInfoPem())).Status.ShouldBe(409);
        (await ImportAsync(p256.ExportSubjectPublicKeyInfoPem())).ShouldBe((400, "1 validation error detected: publicKeyMaterial: must be a key of the curve P-384, not of 256 bits"));
        foreach (var bad in (string[])["", "nonsense", rsa.ExportSubjectPublicKeyInfoPem(), key.ExportPkcs8PrivateKeyPem()])
            (await ImportAsync(bad)).ShouldBe((400, "1 validation error detected: publicKeyMaterial: must be the PEM of an ECDSA public key"));
    }

    [Theory]
    [InlineData("", false, "https://a.test", "*")]
    [InlineData("*", false, "https://a.test", "*")]
    [InlineData("https://a.test", false, "https://a.test", "https://a.test")]
    [InlineData("https://a.test, https://b.test", false, "https://b.test", "https://b.test")]
    [InlineData("https://a.test,https://b.test", false, "https://c.test", "https://a.test")]
    [InlineData("https://a.test", false, null, "https://a.test")]
    [InlineData("https://a.test", true, null, null)]
    [InlineData("https://a.test", true, "https://c.test", null)]
    [InlineData("https://*.a.test", true, "https://www.a.test", "https://www.a.test")]
    [InlineData("https://*.a.test", true, "https://.a.test", null)]
    [InlineData("https://*.a.test", true, "https://a.test.evil", null)]
    public void Origins_are_those_of_the_token(string claim, bool strict, string? origin, string? header) =>
        ViewerOrigins.Of(claim, strict).Header(origin).ShouldBe(header);

    private static string Encode(string json) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(json));

    private string Make(ECDsa key, string? channel = Channel, int? seconds = 60) =>
        Make(new SigningCredentials(new ECDsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } }, SecurityAlgorithms.EcdsaSha384), channel, seconds);

    private string Make(SigningCredentials signing, string? channel, int? seconds)
    {
        var claims = new Dictionary<string, object>();
        if (channel is not null) claims["aws:channel-arn"] = channel;
        if (seconds is { } s) claims["exp"] = _plane.Time.GetUtcNow().ToUnixTimeSeconds() + s;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = signing });
    }

    private async Task<string?> CheckAsync(string? token) => (await _plane.Get<ViewerTokens>().CheckAsync(token, Channel)).Refusal;

    private async Task<(int Status, string Message)> ImportAsync(string material)
    {
        var (status, body) = await _plane.Ivs("ImportPlaybackKeyPair", Json("publicKeyMaterial", material));
        return (status, (string?)body["message"] ?? "");
    }
}
