using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Onair.Api.VideoAssets;
using Onair.VideoActions;
using Onair.VideoActions.Signing;

namespace Onair.Tests.Unit.VideoActions.Signing;

public sealed class SigningTests
{
    private static readonly DateTimeOffset Expires = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly RSA Rsa = RSA.Create(2048);

    [Fact]
    public void A_key_is_read_as_PEM_and_as_Base64_of_PEM()
    {
        foreach (var pem in new[] { Rsa.ExportRSAPrivateKeyPem(), Rsa.ExportPkcs8PrivateKeyPem() })
            foreach (var text in new[] { pem, Convert.ToBase64String(Encoding.UTF8.GetBytes(pem)), $"\n{pem}\n" })
                SigningKey.Read("key-1", text).Id.ShouldBe("key-1");
    }

    [Fact]
    public void Reports_an_invalid_key_without_repeating_it()
    {
        using var small = RSA.Create(1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = Rsa.ExportRSAPrivateKeyPem();
        foreach (var text in new[]
        {
            "", "key", "not base64!", Convert.ToBase64String("text"u8), Rsa.ExportRSAPublicKeyPem(), small.ExportRSAPrivateKeyPem(), curve.ExportECPrivateKeyPem(), pem[..200],
            pem.Replace("MII", "AAA", StringComparison.Ordinal),
        })
        {
            var message = Should.Throw<FormatException>(() => SigningKey.Read("key-1", text)).Message;
            if (text.Length > 3) message.ShouldNotContain(text);
            message.ShouldStartWith("The key ");
        }

        Should.Throw<FormatException>(() => SigningKey.Read(" ", pem));
    }

    [Fact]
    public async Task A_token_is_verified_by_the_library_with_its_key_and_no_other()
    {
        var token = Signed().Playback.Token;
        using var other = RSA.Create(2048);

        (await Validate(token, Rsa, "v")).IsValid.ShouldBeTrue();
        (await Validate(token, other, "v")).IsValid.ShouldBeFalse();
        (await Validate(token, Rsa, "t")).IsValid.ShouldBeFalse();
    }

    [Fact]
    public void Tokens_say_who_what_and_until_when()
    {
        var urls = Signed();

        Header(urls.Playback.Token).ShouldBe("""{"alg":"RS256","kid":"key-1","typ":"JWT"}""");
        Claims(urls.Playback.Token).ShouldBe("""{"sub":"play-1","exp":1893456000,"kid":"key-1","aud":"v"}""");
        Claims(urls.Thumbnail!.Token).ShouldBe("""{"sub":"play-1","exp":1893456000,"kid":"key-1","aud":"t","time":12.5,"width":320}""");
        Claims(urls.Storyboard!.Token).ShouldBe("""{"sub":"play-1","exp":1893456000,"kid":"key-1","aud":"s"}""");
    }

    [Fact]
    public void URLs_have_the_token_and_nothing_that_it_says()
    {
        var urls = Signed();

        urls.Playback.Url.ShouldBe($"https://stream.mux.com/play-1.m3u8?token={urls.Playback.Token}");
        urls.Thumbnail!.Url.ShouldBe($"https://image.mux.com/play-1/thumbnail.png?token={urls.Thumbnail.Token}");
        urls.Storyboard!.Url.ShouldBe($"https://image.mux.com/play-1/storyboard.vtt?token={urls.Storyboard.Token}");
    }

    [Fact]
    public void Without_signed_URLs_the_service_has_no_signed_playback()
    {
        var map = Maps.Compiled(Maps.Small());

        map.CanSign.ShouldBeFalse();
        Should.Throw<ActionException>(() => map.SignedUrls(new(), "a", "p", Key(), Expires)).Message
            .ShouldBe("spec.video.actions.playback.signedUrl: the service has no signed playback");
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("12.5", "12.5")]
    [InlineData("-3", "-3")]
    [InlineData("007", "\"007\"")]
    [InlineData("1e5", "\"1e5\"")]
    [InlineData("12345678901234567890", "\"12345678901234567890\"")]
    [InlineData("true", "\"true\"")]
    public void A_claim_that_comes_out_as_a_number_is_one(string text, string json)
    {
        var map = Maps.Compiled(Maps.Small(a => a.Playback = new()
        {
            Url = "https://x.example.com/{{playback.id}}",
            SignedUrl = "https://x.example.com/{{playback.token}}",
            Claims = new Dictionary<string, string> { ["c"] = text, ["none"] = "{{#unless playback.id}}x{{/unless}}" },
        }));

        Claims(map.SignedUrls(new(), "a", "p", Key(), Expires).Playback.Token).ShouldBe($$"""{"sub":"p","exp":1893456000,"kid":"key-1","c":{{json}}}""");
    }

    private static SignedViewUrls Signed() => Maps.Compiled(Maps.Mux()).SignedUrls(
        new() { Thumbnail = new() { TimeSeconds = 12.5, Width = 320, Format = ThumbnailFormat.Png } }, "asset-1", "play-1", Key(), Expires);

    private static SigningKey Key() => SigningKey.Read("key-1", Rsa.ExportRSAPrivateKeyPem());

    private static Task<TokenValidationResult> Validate(string token, RSA key, string audience) => new JsonWebTokenHandler().ValidateTokenAsync(token, new()
    {
        IssuerSigningKey = new RsaSecurityKey(key.ExportParameters(false)) { KeyId = "key-1" },
        ValidAudience = audience,
        IssuerValidator = (issuer, _, _) => issuer,
        ValidAlgorithms = ["RS256"],
        LifetimeValidator = (_, expires, _, _) => expires == Expires.UtcDateTime,
    });

    private static string Header(string token) => Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(token.Split('.')[0]));

    private static string Claims(string token) => JsonSerializer.Serialize(JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.Split('.')[1])).RootElement);
}
