using System.Net;
using System.Net.Sockets;
using Onair.Guard;
using Onair.Tests.Unit.Aws.Loopback;

namespace Onair.Tests.Unit.Guard;

/// <summary>Real connections on the loopback network: 127.0.0.1 stands for an allowed address, all others of it for private ones.</summary>
public sealed class GuardedHttpTests
{
    private static readonly AddressRules Rules = new(["127.0.0.1/32"]);

    [Fact]
    public async Task A_checked_host_is_connected_to_by_the_address_that_was_checked()
    {
        await using var server = await LoopbackService.StartAsync(Reply.Json(200, "{}"));
        var asked = new List<string>();
        using var client = Client((host, _) => Answer(asked, host, "127.0.0.1"));

        (await client.GetAsync(Of(server, "/"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        // One look-up a connection: there is no second answer to be fooled by.
        asked.ShouldBe(["stage.example"]);
        server.Requests.ShouldHaveSingleItem().Headers["Host"].ShouldStartWith("stage.example:");
    }

    [Fact]
    public async Task A_name_that_turns_to_a_private_address_is_refused_at_its_next_connection()
    {
        await using var server = await LoopbackService.StartAsync(_ => new Reply(200, []) { Headers = { ["Connection"] = "close" } });
        var asked = new List<string>();
        using var client = Client((host, _) => Answer(asked, host, asked.Count == 0 ? "127.0.0.1" : "127.0.0.2"));
        (await client.GetAsync(Of(server, "/"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        var exception = await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(Of(server, "/")));

        exception.InnerException.ShouldBeOfType<AddressRefusedException>().Message.ShouldContain("127.0.0.2 is loopback");
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("127.0.0.1", "10.0.0.1")]
    [InlineData("8.8.8.8", "::1")]
    public async Task One_refused_address_refuses_the_name(params string[] addresses)
    {
        using var client = Client((host, _) => Answer([], host, addresses));

        (await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(new Uri("http://stage.example:9/"))))
            .InnerException.ShouldBeOfType<AddressRefusedException>().Message.ShouldContain("host 'stage.example' is refused");
    }

    [Fact]
    public async Task A_literal_address_is_checked_too()
    {
        using var client = Client(null);

        (await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(new Uri("http://[::1]:9/"))))
            .InnerException.ShouldBeOfType<AddressRefusedException>();
    }

    [Fact]
    public async Task A_redirect_is_told_and_not_followed()
    {
        await using var server = await LoopbackService.StartAsync(new Reply(302, []) { Headers = { ["Location"] = "http://169.254.169.254/latest/" } });
        using var client = Client(null);

        (await client.GetAsync(new Uri(server.Url))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_address_that_does_not_answer_gives_way_to_the_next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var rules = new AddressRules(["127.0.0.0/8"]);

        // Nobody listens on 127.0.0.3.
        using var socket = await GuardedDns.ConnectAsync(
            "stage.example", ((IPEndPoint)listener.LocalEndpoint).Port, rules, (host, _) => Answer([], host, "127.0.0.3", "127.0.0.1"));

        ((IPEndPoint)socket.RemoteEndPoint!).Address.ToString().ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task A_name_without_addresses_is_not_found() =>
        (await Should.ThrowAsync<SocketException>(() => GuardedDns.ResolveAsync("stage.example", Rules, (host, _) => Answer([], host))))
            .SocketErrorCode.ShouldBe(SocketError.HostNotFound);

    private static HttpClient Client(HostResolver? resolver) => new(GuardedHttp.CreateHandler(Rules, resolver));

    private static Uri Of(LoopbackService server, string path) => new($"http://stage.example:{new Uri(server.Url).Port}{path}");

    private static Task<IPAddress[]> Answer(List<string> asked, string host, params string[] addresses)
    {
        asked.Add(host);
        return Task.FromResult<IPAddress[]>([.. addresses.Select(IPAddress.Parse)]);
    }
}
