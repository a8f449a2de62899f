using Onair.Api.BroadcastSites;

namespace Onair.Tests.Unit.Api;

public sealed class BroadcastSiteRulesTests
{
    private static readonly BroadcastSiteSpec Valid = new() { AllowedOrigins = ["https://www.example.com"], Auth = new() { Open = true } };

    public static TheoryData<string, BroadcastSiteSpec, string> Cases => new()
    {
        { "port", Valid with { AllowedOrigins = ["https://a.example", "https://b.example:70000"] }, "spec.allowedOrigins[1]: Invalid value: \"https://b.example:70000\": must have a port from 1 to 65535" },
        { "default port", Valid with { AllowedOrigins = ["http://a.example:80"] }, "spec.allowedOrigins[0]: Invalid value: \"http://a.example:80\": must not have the default port of its scheme: browsers leave it out" },
        { "no auth", Valid with { Auth = new() }, "spec.auth: Required value: set jwt, or open: true for a demo" },
        { "two", Valid with { Auth = new() { Open = true, Jwt = Secret() } }, "spec.auth.open: Invalid value: \"true\": must not be set together with jwt" },
        { "no key", Valid with { Auth = new() { Jwt = new() } }, "spec.auth.jwt: Required value: set jwksUrl or secretRef" },
        { "two keys", Valid with { Auth = new() { Jwt = Secret() with { JwksUrl = "https://id.example.com/jwks" } } }, "spec.auth.jwt.secretRef: Invalid value: \"site\": must not be set together with jwksUrl" },
        {
            "private", Valid with { Auth = new() { Jwt = new() { JwksUrl = "https://10.0.0.1/jwks" } } },
            "spec.auth.jwt.jwksUrl: Invalid value: \"https://10.0.0.1/jwks\": 10.0.0.1 is private (RFC 1918); signaling.allowedCidrs of the chart can allow private addresses"
        },
        {
            "one entry", Valid with { Auth = new() { Jwt = Secret() }, Api = new() { TokenSecretRef = new() { Name = "site", Key = "secret" } } },
            "spec.api.tokenSecretRef: Invalid value: \"site/secret\": is also the key that signs the visitors' tokens (spec.auth.jwt.secretRef); add another entry to the Secret, e.g. token, and name it in spec.api.tokenSecretRef.key"
        },
        { "duration", Valid with { Limits = new() { Duration = "0s" } }, "spec.limits.duration: Invalid value: \"0s\": must be longer than zero" },
        { "long", Valid with { Limits = new() { Duration = "25h" } }, "spec.limits.duration: Invalid value: \"25h\": must be at most 24h" },
        { "turn", Valid with { IceServers = [new() { Urls = ["turn:t.example"] }] }, "spec.iceServers[0].secretRef: Required value: \"turn:t.example\" needs the secret that its server shares with Onair" },
        {
            "stun", Valid with { IceServers = [new() { Urls = ["turn:t.example", "stun:t.example"], SecretRef = new() { Name = "turn" } }] },
            "spec.iceServers[0].urls: Invalid value: \"stun:t.example\": must not be together with secretRef: STUN takes no credentials"
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_field_value_and_rule(string why, BroadcastSiteSpec spec, string message) =>
        BroadcastSiteRules.Check(Site(spec).Case([])).ShouldHaveSingleItem(why).ToString().ShouldBe(message);

    [Fact]
    public void Accepts_the_defaults() => BroadcastSiteRules.Check(Site(Valid).Case([])).ShouldBeEmpty();

    [Fact]
    public void Accepts_keys_of_an_allowed_network() =>
        BroadcastSiteRules.Check(Site(Valid with { Auth = new() { Jwt = new() { JwksUrl = "http://10.0.0.1/jwks" } } }).Case(["10.0.0.0/8"])).ShouldBeEmpty();

    [Fact]
    public void Keeps_a_signing_key_and_a_token_apart_by_default() =>
        BroadcastSiteRules.Check(Site(Valid with { Auth = new() { Jwt = Secret() }, Api = new() { TokenSecretRef = new() { Name = "site" } } }).Case([])).ShouldBeEmpty();

    [Fact]
    public void Goes_on_with_one_entry_for_both_only_where_a_site_was_served_before()
    {
        var fresh = Site(Valid with { Auth = new() { Jwt = Secret() }, Api = new() { TokenSecretRef = new() { Name = "site", Key = "secret" } } });
        BroadcastSiteRules.Blocking(fresh.Case([])).ShouldHaveSingleItem();
        BroadcastSiteRules.Spared(fresh.Case([])).ShouldBeEmpty();

        var served = fresh.With(new BroadcastSiteStatus { Endpoints = new() });
        BroadcastSiteRules.Blocking(served.Case([])).ShouldBeEmpty();
        BroadcastSiteRules.Spared(served.Case([])).ShouldHaveSingleItem();
    }

    private static SiteJwtSpec Secret() => new() { SecretRef = new() { Name = "site" } };

    private static BroadcastSite Site(BroadcastSiteSpec spec) => new() { Metadata = new() { Name = "courses", NamespaceProperty = "web" }, Spec = spec };
}
