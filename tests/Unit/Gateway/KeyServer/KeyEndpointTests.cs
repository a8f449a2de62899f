using System.Net;
using System.Net.Http.Headers;

namespace Onair.Tests.Unit.Gateway.KeyServer;

public sealed class KeyEndpointTests(GatewayHost gateway) : IClassFixture<GatewayHost>
{
    private const string Unsigned = "the token is not signed with HS256 and the token secret of this server";
    private const string Missing = "a token is needed: in the header 'Authorization: Bearer' or in the query as 'token'";

    public static TheoryData<string, string, HttpStatusCode, string> Refused => new()
    {
        { "none", "", HttpStatusCode.Unauthorized, Missing },
        { "garbage", "garbage", HttpStatusCode.Unauthorized, "the token is not a JWT" },
        { "three parts of garbage", "a.b.c", HttpStatusCode.Unauthorized, "the token is not a JWT" },
        { "unsigned", Jwt.Unsigned(Jwt.Claims()), HttpStatusCode.Unauthorized, Unsigned },
        { "of another secret", Jwt.Signed("HS256", Jwt.Claims(), "another"), HttpStatusCode.Unauthorized, Unsigned },
        { "HS512", Jwt.Signed("HS512", Jwt.Claims()), HttpStatusCode.Unauthorized, Unsigned },
        { "HS384", Jwt.Signed("HS384", Jwt.Claims()), HttpStatusCode.Unauthorized, Unsigned },
        { "with other claims than signed", Jwt.Tampered(), HttpStatusCode.Unauthorized, Unsigned },
        { "without exp", Jwt.Signed("HS256", Jwt.Claims(exp: null)), HttpStatusCode.Unauthorized, "the token has no expiry in 'exp'" },
        { "expired", Jwt.Signed("HS256", Jwt.Claims(exp: -31)), HttpStatusCode.Unauthorized, "the token has expired" },
        { "not valid yet", Jwt.Signed("HS256", Jwt.Claims(nbf: 3600)), HttpStatusCode.Unauthorized, "the token is not valid yet" },
        { "for another audience", Jwt.Signed("HS256", Jwt.Claims(aud: "v")), HttpStatusCode.Unauthorized, "the token is not for the audience 'onair-keys'" },
        { "for no audience", Jwt.Signed("HS256", Jwt.Claims(aud: null)), HttpStatusCode.Unauthorized, "the token is not for the audience 'onair-keys'" },
        { "without sub", Jwt.Signed("HS256", Jwt.Claims(sub: null)), HttpStatusCode.Unauthorized, "the token has no content id in 'sub'" },
        { "for another content", Jwt.Signed("HS256", Jwt.Claims(sub: "b")), HttpStatusCode.Forbidden, "the token is for another content id" },
        { "for a content in capitals", Jwt.Signed("HS256", Jwt.Claims(sub: "A")), HttpStatusCode.Forbidden, "the token is for another content id" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_token_that_is_not_good_is_refused_with_the_reason(string what, string token, HttpStatusCode status, string reason)
    {
        foreach (var inHeader in new[] { true, false })
        {
            using var response = await FetchAsync("a/1", token, inHeader);

            response.StatusCode.ShouldBe(status, what);
            (await response.Content.ReadAsStringAsync()).ShouldBe(reason + "\n", what);
            (response.Headers.WwwAuthenticate.Count > 0).ShouldBe(status == HttpStatusCode.Unauthorized, what);
        }
        if (token.Length > 3) gateway.Logged.ShouldNotContain(line => line.Contains(token, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3600, 0)]
    [InlineData(-10, 0)] // within the skew
    [InlineData(3600, 10)]
    public async Task A_good_token_gets_the_16_bytes_of_the_key_by_header_and_by_query(int exp, int nbf)
    {
        var token = Jwt.Signed("HS256", Jwt.Claims(exp: exp, nbf: nbf));
        foreach (var inHeader in new[] { true, false })
        {
            using var response = await FetchAsync("a/1", token, inHeader);

            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            response.Content.Headers.ContentType!.ToString().ShouldBe("application/octet-stream");
            response.Headers.CacheControl!.ToString().ShouldBe("private");
            (await response.Content.ReadAsByteArrayAsync()).ShouldBe(new Onair.Gateway.KeyServer.ContentKeys(GatewayHost.Settings()).Derive("a", 1));
        }
        gateway.Logged.ShouldNotContain(line => line.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task HEAD_says_as_much_without_the_key()
    {
        using var viewer = gateway.Viewer;
        using var message = new HttpRequestMessage(HttpMethod.Head, $"/keys/a/1?token={Jwt.Signed("HS256", Jwt.Claims())}");
        using var response = await viewer.SendAsync(message);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.ShouldBe(16);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a/x", "the period in the path must be an integer from 0 to 9223372036854775807")]
    [InlineData("a/-1", "the period in the path must be an integer from 0 to 9223372036854775807")]
    [InlineData("a%2Fb/1", "the content id in the path must be usable as one segment of a URL: not '.', not '..', and without '/', '\\', '%' and control characters")]
    [InlineData("a%0Ab/1", "the content id in the path must be usable as one segment of a URL: not '.', not '..', and without '/', '\\', '%' and control characters")]
    public async Task A_path_that_names_no_key_is_refused(string path, string reason)
    {
        using var response = await FetchAsync(path, Jwt.Signed("HS256", Jwt.Claims()), inHeader: true);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldBe(reason + "\n");
    }

    [Fact]
    public async Task Players_of_every_site_may_ask_with_a_token()
    {
        using var viewer = gateway.Viewer;
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/keys/a/1");
        preflight.Headers.Add("Origin", "https://player.example.com");
        preflight.Headers.Add("Access-Control-Request-Method", "GET");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization");
        using var allowed = await viewer.SendAsync(preflight);

        allowed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        allowed.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        allowed.Headers.GetValues("Access-Control-Allow-Headers").ShouldBe(["authorization"]);

        // A player also has to be able to read why it was refused.
        viewer.DefaultRequestHeaders.Add("Origin", "https://player.example.com");
        using var refused = await viewer.GetAsync(GatewayHost.At("/keys/a/1"));
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
    }

    private async Task<HttpResponseMessage> FetchAsync(string path, string token, bool inHeader)
    {
        using var viewer = gateway.Viewer;
        if (inHeader) viewer.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await viewer.GetAsync(GatewayHost.At(inHeader ? $"/keys/{path}" : $"/keys/{path}?token={token}"));
    }
}
