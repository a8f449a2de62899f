using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Onair.Api.BroadcastSites;
using Onair.Signaling.Sites;
using Onair.Signaling.Tokens;

namespace Onair.Tests.Unit.Signaling.Tokens;

public sealed class VisitorTokensTests : IDisposable
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private readonly FakeTime _time = new(TimeProvider.System.GetUtcNow());
    private readonly JwksHandler _jwks = new();
    private readonly KeySets _keys;

    public VisitorTokensTests() => _keys = new(_jwks, _time, NullLogger<KeySets>.Instance);

    public void Dispose()
    {
        _keys.Dispose();
        _jwks.Dispose();
    }

    [Fact]
    public async Task Reads_who_a_visitor_is_and_what_it_may_do()
    {
        var visitor = (await CheckAsync(Shared(), Token(Hs256(), new() { ["sub"] = "alice", ["name"] = "Alice", ["broadcast"] = true, ["watch"] = new[] { "bob", "carol" } }))).Visitor!;

        (visitor.User, visitor.Name, visitor.MayBroadcast, visitor.IsProven).ShouldBe(("alice", "Alice", true, true));
        visitor.MayWatch("carol").ShouldBeTrue();
        visitor.MayWatch("dave").ShouldBeFalse();
    }

    [Fact]
    public async Task Permits_nothing_that_the_token_does_not_name()
    {
        var visitor = (await CheckAsync(Shared(), Token(Hs256(), new() { ["sub"] = "alice" }))).Visitor!;

        (visitor.MayBroadcast, visitor.MayWatchAnybody, visitor.MayWatch("bob")).ShouldBe((false, false, false));
    }

    [Fact]
    public async Task Refuses_what_is_not_for_this_site()
    {
        await ShouldRefuseAsync(Token(Hs256(), new() { ["sub"] = "a" }, audience: "web/other"), "the token is for another site: see its 'aud'");
        await ShouldRefuseAsync(Token(Hs256(), new() { ["sub"] = "a" }, lifetime: TimeSpan.FromSeconds(-60)), "the token has expired, or is valid for more than 24 hours");
        await ShouldRefuseAsync(Token(Hs256(), new() { ["sub"] = "a" }, lifetime: TimeSpan.FromDays(2)), "the token has expired, or is valid for more than 24 hours");
        await ShouldRefuseAsync(Token(Hs256(), []), "the token has no user in 'sub', or one that is too long");
        await ShouldRefuseAsync("nonsense", "the token is not a JWT");
        await ShouldRefuseAsync(
            Token(new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(new string('x', 32))), SecurityAlgorithms.HmacSha256), new() { ["sub"] = "a" }), "the token is not signed with a key of the site");
        await ShouldRefuseAsync(Token(null, new() { ["sub"] = "a" }), "the token is not signed with a key of the site");
    }

    [Fact]
    public async Task Refuses_another_user_than_the_page_names() =>
        (await CheckAsync(Shared(), Token(Hs256(), new() { ["sub"] = "alice" }), user: "bob")).Problem.ShouldBe("the token is for another user than the page says");

    [Fact]
    public async Task Checks_signatures_with_public_keys_and_caches_them()
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (rsaKey, ecKey) = (new RsaSecurityKey(rsa) { KeyId = "r" }, new ECDsaSecurityKey(ec) { KeyId = "e" });
        _jwks.Add(rsaKey).Add(ecKey);

        (await CheckAsync(Jwks(), Token(new(rsaKey, SecurityAlgorithms.RsaSha256), new() { ["sub"] = "alice" }))).Visitor!.User.ShouldBe("alice");
        (await CheckAsync(Jwks(), Token(new(ecKey, SecurityAlgorithms.EcdsaSha256), new() { ["sub"] = "bob" }))).Visitor!.User.ShouldBe("bob");
        _jwks.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Fetches_keys_early_for_an_unknown_key_but_not_for_each()
    {
        using var rsa = RSA.Create(2048);
        var unknown = new RsaSecurityKey(rsa) { KeyId = "new" };
        var token = Token(new(unknown, SecurityAlgorithms.RsaSha256), new() { ["sub"] = "alice" });
        (await CheckAsync(Jwks(), token)).Problem.ShouldBe("the site has no key with which the token could be signed");
        (await CheckAsync(Jwks(), token)).Problem.ShouldNotBeNull();
        _jwks.Requests.ShouldBe(1);

        _jwks.Add(unknown);
        _time.Advance(31);
        (await CheckAsync(Jwks(), token)).Visitor.ShouldNotBeNull();
    }

    [Fact]
    public async Task Fetches_keys_again_soon_after_a_failed_fetch()
    {
        using var rsa = RSA.Create(2048);
        var (key, token) = Unnamed(rsa);
        _jwks.Add(key).IsAway = true;
        (await CheckAsync(Jwks(), token)).Problem.ShouldBe("the site has no key with which the token could be signed");
        (await CheckAsync(Jwks(), token)).Problem.ShouldNotBeNull();
        _jwks.Requests.ShouldBe(1);

        _jwks.IsAway = false;
        _time.Advance(31);
        (await CheckAsync(Jwks(), token)).Visitor.ShouldNotBeNull();
    }

    [Fact]
    public async Task Notices_a_rotation_by_tokens_that_name_no_key()
    {
        using var before = RSA.Create(2048);
        using var after = RSA.Create(2048);
        var (old, oldToken) = Unnamed(before);
        var (next, token) = Unnamed(after);
        _jwks.Add(old);
        (await CheckAsync(Jwks(), oldToken)).Visitor.ShouldNotBeNull();
        _jwks.Add(next);

        (await CheckAsync(Jwks(), token)).Problem.ShouldBe("the token is not signed with a key of the site");
        _jwks.Requests.ShouldBe(1);
        _time.Advance(31);
        (await CheckAsync(Jwks(), token)).Visitor.ShouldNotBeNull();
        (await CheckAsync(Jwks(), oldToken)).Visitor.ShouldNotBeNull();
        _jwks.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task Sends_one_request_for_pages_that_leave_meanwhile()
    {
        using var rsa = RSA.Create(2048);
        var (key, token) = Unnamed(rsa);
        _jwks.Add(key);
        using var left = new CancellationTokenSource();
        _jwks.During = left.Cancel;

        await Tokens().OfAsync(Jwks(), new() { Type = "hello", Token = token }, left.Token);
        (await CheckAsync(Jwks(), token)).Visitor.ShouldNotBeNull();
        _jwks.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Does_not_take_a_public_key_for_a_shared_secret()
    {
        using var rsa = RSA.Create(2048);
        _jwks.Add(new RsaSecurityKey(rsa) { KeyId = "r" });
        var forged = Token(new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem())) { KeyId = "r" }, SecurityAlgorithms.HmacSha256), new() { ["sub"] = "a" });

        (await CheckAsync(Jwks(), forged)).Visitor.ShouldBeNull();
    }

    [Fact]
    public async Task Takes_the_word_of_a_page_on_an_open_site()
    {
        var site = Site(new() { Open = true });
        var named = (await Tokens().OfAsync(site, new() { Type = "hello", User = "bob" }, default)).Visitor!;
        var guest = (await Tokens().OfAsync(site, new() { Type = "hello" }, default)).Visitor!;

        (named.User, named.IsProven).ShouldBe(("bob", false));
        guest.User.ShouldStartWith("guest-");
        guest.Name.ShouldBe("Guest");
    }

    private (RsaSecurityKey Key, string Token) Unnamed(RSA rsa)
    {
        var key = new RsaSecurityKey(rsa);
        return (key, Token(new(key, SecurityAlgorithms.RsaSha256), new() { ["sub"] = "alice" }));
    }

    private async Task ShouldRefuseAsync(string token, string problem) => (await CheckAsync(Shared(), token)).Problem.ShouldBe(problem);

    private Task<VisitorResult> CheckAsync(BroadcastSite site, string token, string? user = null) => Tokens().OfAsync(site, new() { Type = "hello", Token = token, User = user }, default);

    private VisitorTokens Tokens() => new(new OneSecret(), _keys, _time);

    private static SigningCredentials Hs256() => new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)), SecurityAlgorithms.HmacSha256);

    private string Token(SigningCredentials? signer, Dictionary<string, object> claims, string audience = "web/site", TimeSpan? lifetime = null)
    {
        var expires = _time.GetUtcNow().UtcDateTime + (lifetime ?? TimeSpan.FromHours(1));
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor { Audience = audience, Claims = claims, Expires = expires, SigningCredentials = signer });
    }

    private static BroadcastSite Shared() => Site(new() { Jwt = new() { SecretRef = new() { Name = "site" } } });

    private static BroadcastSite Jwks() => Site(new() { Jwt = new() { JwksUrl = "https://id.example.com/jwks" } });

    private static BroadcastSite Site(SiteAuthSpec auth) => new() { Metadata = new() { NamespaceProperty = "web", Name = "site" }, Spec = new() { Auth = auth } };

    private sealed class OneSecret : ISites
    {
        public IReadOnlyCollection<BroadcastSite> All => [];

        public BroadcastSite? Find(string path) => null;

        public Task<SiteSecret> SecretAsync(BroadcastSite site, SiteSecretReference reference, CancellationToken cancellationToken) => Task.FromResult(SiteSecret.Of(Encoding.UTF8.GetBytes(Secret)));

        public string? Unready() => null;
    }

    private sealed class JwksHandler : HttpMessageHandler
    {
        private readonly List<JsonWebKey> _keys = [];

        public int Requests { get; private set; }

        public bool IsAway { get; set; }

        public Action? During { get; set; }

        public JwksHandler Add(SecurityKey key)
        {
            var web = JsonWebKeyConverter.ConvertFromSecurityKey(key);
            _keys.Add(web);
            return this;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            During?.Invoke();
            cancellationToken.ThrowIfCancellationRequested();
            if (IsAway) throw new HttpRequestException("the site's server is away");
            var keys = _keys.Select(k => $$"""{"kty":"{{k.Kty}}","kid":"{{k.Kid}}","n":"{{k.N}}","e":"{{k.E}}","crv":"{{k.Crv}}","x":"{{k.X}}","y":"{{k.Y}}"}""");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($$"""{"keys":[{{string.Join(',', keys)}}]}""") });
        }
    }
}
