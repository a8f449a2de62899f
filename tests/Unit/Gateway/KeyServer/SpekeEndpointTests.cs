using System.Net;
using System.Xml.Linq;
using Onair.Gateway.KeyServer;
using static Onair.Tests.Unit.Gateway.KeyServer.SpekeDocumentBuilder;

namespace Onair.Tests.Unit.Gateway.KeyServer;

public sealed class SpekeEndpointTests(GatewayHost gateway) : IClassFixture<GatewayHost>
{
    [Fact]
    public async Task A_packager_gets_the_key_that_viewers_then_fetch()
    {
        using var response = await gateway.SpekeAsync(Request("talk 1?ü"));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/xml");
        response.Headers.GetValues("Speke-User-Agent").ShouldBe(["Onair"]);
        var answer = XDocument.Load(await response.Content.ReadAsStreamAsync()).Root!;
        var uri = new Uri(Decoded(answer, Cpix.UriExtXKey));

        using var viewer = gateway.Viewer;
        viewer.DefaultRequestHeaders.Authorization = new("Bearer", gateway.Tokens.Issue("talk 1?ü", TimeSpan.FromMinutes(1)));
        // The proxy in front takes the public URL's own path away.
        var key = await viewer.GetByteArrayAsync(new Uri(uri.AbsolutePath["/live".Length..], UriKind.Relative));
        Convert.ToBase64String(key).ShouldBe(KeyOf(answer));
    }

    [Fact]
    public async Task The_answer_names_the_error_of_the_request()
    {
        using var response = await gateway.SpekeAsync(Request(keys: ""));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldBe("ContentKeyList must have at least one ContentKey\n");
    }

    [Theory]
    [InlineData(null, "the header X-Onair-Speke-Secret is missing\n")]
    [InlineData("caller-secret-012345678", "the header X-Onair-Speke-Secret is wrong\n")]
    [InlineData("caller-secret-0123456780", "the header X-Onair-Speke-Secret is wrong\n")]
    public async Task Nobody_gets_keys_without_the_secret(string? secret, string reason)
    {
        using var packager = gateway.Packager;
        packager.DefaultRequestHeaders.Remove(SpekeEndpoint.SecretHeader);
        if (secret is not null) packager.DefaultRequestHeaders.Add(SpekeEndpoint.SecretHeader, secret);
        using var content = new StringContent(Request());

        using var asked = await packager.PostAsync(GatewayHost.At("/speke/v1.0/copyProtection"), content);
        using var heartbeat = await packager.GetAsync(GatewayHost.At("/speke/v1.0/heartbeat"));
        foreach (var response in new[] { asked, heartbeat })
        {
            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await response.Content.ReadAsStringAsync()).ShouldBe(reason);
        }
    }

    [Theory]
    [InlineData(true, 0, HttpStatusCode.OK)]
    [InlineData(true, 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(false, 0, HttpStatusCode.OK)]
    [InlineData(false, 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_may_have_64_KiB(bool lengthIsTold, int above, HttpStatusCode status)
    {
        var request = Request();
        using var packager = gateway.Packager;
        using var content = new StringContent(request.PadRight(SpekeEndpoint.MaxBodyBytes + above));
        using var message = new HttpRequestMessage(HttpMethod.Post, "/speke/v1.0/copyProtection") { Content = content };
        if (!lengthIsTold)
        {
            message.Headers.TransferEncodingChunked = true;
            content.Headers.ContentLength = null;
        }
        using var response = await packager.SendAsync(message);

        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_heartbeat_is_answered()
    {
        using var packager = gateway.Packager;

        (await packager.GetStringAsync(GatewayHost.At("/speke/v1.0/heartbeat"))).ShouldBe("ok");
    }

    [Theory]
    [InlineData(false, "/speke/v1.0/heartbeat")]
    [InlineData(false, "/SPEKE/v1.0/heartbeat")]
    [InlineData(true, "/keys/a/1")]
    [InlineData(true, "/healthz")]
    [InlineData(true, "/metrics")]
    public async Task Each_port_answers_its_own_callers_only_whatever_host_they_name(bool isSpekePort, string path)
    {
        using var packager = gateway.Packager;
        var (port, other) = isSpekePort ? (gateway.SpekePort, gateway.Port) : (gateway.Port, gateway.SpekePort);
        packager.DefaultRequestHeaders.Host = $"localhost:{other}";
        using var response = await packager.GetAsync(new Uri($"http://127.0.0.1:{port}{path}"));

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task The_viewers_port_has_the_probes(string path)
    {
        using var viewer = gateway.Viewer;

        (await viewer.GetStringAsync(GatewayHost.At(path))).ShouldBe("ok");
    }

    [Fact]
    public async Task Requests_are_counted_by_outcome()
    {
        using var viewer = gateway.Viewer;
        (await gateway.SpekeAsync(Request())).Dispose();
        (await gateway.SpekeAsync("<a/>")).Dispose();
        (await viewer.GetAsync(GatewayHost.At("/keys/a/1"))).Dispose();

        var metrics = await viewer.GetStringAsync(GatewayHost.At("/metrics"));
        metrics.ShouldContain("\nonair_keyserver_speke_requests_total{outcome=\"ok\"} ");
        metrics.ShouldContain("\nonair_keyserver_speke_requests_total{outcome=\"bad_request\"} ");
        metrics.ShouldContain("\nonair_keyserver_key_requests_total{outcome=\"no_token\"} ");
    }
}
