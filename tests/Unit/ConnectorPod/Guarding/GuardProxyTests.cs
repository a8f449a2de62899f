using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Onair.ConnectorPod.Guarding;
using Onair.Guard;
using Onair.Tests.Unit.Aws.Loopback;

namespace Onair.Tests.Unit.ConnectorPod.Guarding;

public sealed class GuardProxyTests
{
    [Fact]
    public async Task An_allowed_host_is_reached_and_another_is_refused_with_a_reason()
    {
        await using var server = await LoopbackService.StartAsync(Reply.Json(200, """{"a":1}"""));
        await using var proxy = new GuardProxy(new AddressRules(["127.0.0.1/32"]));
        using var client = Through(proxy);

        (await client.GetStringAsync(new Uri($"{server.Url}/x?y=%2F"))).ShouldBe("""{"a":1}""");
        proxy.Refusal.ShouldBeNull();

        (await client.GetAsync(new Uri("http://169.254.169.254/latest/meta-data/"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        proxy.Refusal.ShouldBe("169.254.169.254 is link-local, where clouds keep their metadata (RFC 3927)");
    }

    [Fact]
    public async Task A_tunnel_passes_the_guard_too()
    {
        await using var server = await LoopbackService.StartAsync(Reply.Json(200, "{}"));
        await using var proxy = new GuardProxy(new AddressRules(["127.0.0.1/32"]));

        (await ConnectAsync(proxy, new Uri(server.Url).Authority)).ShouldBe("HTTP/1.1 200 OK");
        (await ConnectAsync(proxy, "10.0.0.1:443")).ShouldBe("HTTP/1.1 403 Forbidden");
        (await ConnectAsync(proxy, "[::1]:443")).ShouldBe("HTTP/1.1 403 Forbidden");
    }

    [Fact]
    public async Task The_placeholder_leads_to_the_source()
    {
        await using var proxy = new GuardProxy(AddressRules.PublicOnly) { Source = "https://example.com/SECRET.m3u8" };
        using var client = Through(proxy);

        var answer = await client.GetAsync(new Uri($"http://{GuardProxy.SourceHost}/"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location.ShouldBe(new Uri("https://example.com/SECRET.m3u8"));
    }

    [Fact]
    public void A_request_reaches_its_host_without_what_is_meant_for_the_proxy()
    {
        var request = ProxyRequest.Parse(["GET http://example.com:8080/a%2Fb?c HTTP/1.1", "Host: example.com:8080", "Proxy-Connection: keep-alive", "Accept: */*"]).ShouldNotBeNull();

        (request.Host, request.Port, request.IsTunnel).ShouldBe(("example.com", 8080, false));
        request.Forward.ShouldBe("GET /a%2Fb?c HTTP/1.1\r\nHost: example.com:8080\r\nAccept: */*\r\nConnection: close\r\n\r\n");
        ProxyRequest.Parse(["GET /local HTTP/1.1"]).ShouldBeNull();
        ProxyRequest.Parse(["GET ftp://example.com/ HTTP/1.1"]).ShouldBeNull();
    }

    private static HttpClient Through(GuardProxy proxy) => new(new SocketsHttpHandler
    {
        Proxy = new WebProxy($"http://127.0.0.1:{proxy.Port.ToString(CultureInfo.InvariantCulture)}"),
        UseProxy = true,
        AllowAutoRedirect = false,
    });

    private static async Task<string> ConnectAsync(GuardProxy proxy, string target)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, proxy.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n"));
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadLineAsync() ?? "";
    }
}
