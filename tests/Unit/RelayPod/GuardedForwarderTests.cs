using System.Net;
using System.Net.Sockets;
using Onair.Guard;
using Onair.Processes;
using Onair.Processes.Guarding;
using Onair.RelayPod.Rtsp;

namespace Onair.Tests.Unit.RelayPod;

/// <summary>The way of a relay to its source, over real sockets.</summary>
public sealed class GuardedForwarderTests
{
    private static readonly AddressRules Loopback = new(["127.0.0.0/8"]);

    public static TheoryData<string> Forbidden => ["10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "127.0.0.1", "::1", "fd00:ec2::254", "fe80::1", "::ffff:10.0.0.1", "64:ff9b::a9fe:a9fe", "2002:a00:1::", "0.0.0.0"];

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task A_name_with_one_address_that_is_not_public_is_connected_to_nowhere(string address)
    {
        await using var forwarder = new GuardedForwarder(new("rtmp://live.example.com/app/a"), 1935, AddressRules.PublicOnly, Tunnel.RunAsync, Resolver("93.184.216.34", address));

        (await SendAsync(forwarder.Port, "hello")).ShouldBe("");

        await Eventually.ShouldBeAsync(() => Task.FromResult(forwarder.Refusal is not null), "it is refused");
        forwarder.Refusal.ShouldNotBeNull().ShouldNotContain("live.example.com");
    }

    [Fact]
    public async Task A_name_that_leads_elsewhere_at_its_second_look_up_is_refused_then()
    {
        await using var server = new LoopbackListener((stream, cancellationToken) => stream.WriteAsync("hello"u8.ToArray(), cancellationToken).AsTask());
        var looks = 0;
        Task<IPAddress[]> RebindAsync(string host, CancellationToken cancellationToken) => Task.FromResult<IPAddress[]>([IPAddress.Parse(Interlocked.Increment(ref looks) == 1 ? "127.0.0.1" : "10.0.0.1")]);
        await using var forwarder = new GuardedForwarder(new($"rtmp://live.example.com:{server.Port}/app/a"), 1935, Loopback, Tunnel.RunAsync, RebindAsync);

        (await SendAsync(forwarder.Port, "")).ShouldBe("hello");
        looks.ShouldBe(1, "a connection looks once, and goes to what was checked");
        (await SendAsync(forwarder.Port, "")).ShouldBe("");

        await Eventually.ShouldBeAsync(() => Task.FromResult(forwarder.Refusal == "10.0.0.1 is private (RFC 1918)"), "the second connection is refused");
    }

    [Theory]
    [InlineData("RTSP/1.0 302 Found\r\nCSeq: 1\r\nLocation: rtsp://127.0.0.1:PORT/\r\n\r\n")]
    [InlineData("REDIRECT rtsp://camera.example.com/a RTSP/1.0\r\nCSeq: 1\r\nLocation: rtsp://127.0.0.1:PORT/\r\n\r\n")]
    [InlineData("RTSP/1.0 200 OK\nX: y\r\n\r\n")]
    public async Task A_redirect_of_RTSP_reaches_nobody(string answer)
    {
        RtspRefusedException? refused = null;
        await using var server = new LoopbackListener(async (stream, cancellationToken) =>
        {
            await stream.ReadAtLeastAsync(new byte[16], 16, cancellationToken: cancellationToken);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer), cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        var source = new Uri($"rtsp://camera.example.com:{server.Port}/a");
        await using var forwarder = new GuardedForwarder(source, 554, Loopback, async (client, host, cancellationToken) =>
            refused = await Should.ThrowAsync<RtspRefusedException>(() => new RtspSession(source, 1).CarryAsync(client, host, cancellationToken)), Resolver("127.0.0.1"));

        (await SendAsync(forwarder.Port, "OPTIONS rtsp://127.0.0.1:1/a RTSP/1.0\r\nCSeq: 1\r\n\r\n")).ShouldBe("");

        refused.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_server_hears_its_own_name_and_its_answers_arrive_unchanged()
    {
        var heard = "";
        await using var server = new LoopbackListener(async (stream, cancellationToken) =>
        {
            var buffer = new byte[1024];
            heard = System.Text.Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, cancellationToken));
            await stream.WriteAsync("RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 2\r\n\r\nv=$\0\0\u0001x"u8.ToArray(), cancellationToken);
        });
        var source = new Uri($"rtsp://camera.example.com:{server.Port}/a");
        GuardedForwarder? forwarder = null;
        await using var kept = forwarder = new GuardedForwarder(source, 554, Loopback, (client, host, cancellationToken) => new RtspSession(source, forwarder!.Port).CarryAsync(client, host, cancellationToken), Resolver("127.0.0.1"));

        var answer = await SendAsync(kept.Port, $"DESCRIBE rtsp://127.0.0.1:{kept.Port}/a RTSP/1.0\r\nCSeq: 1\r\n\r\n");

        heard.ShouldBe($"DESCRIBE rtsp://camera.example.com:{server.Port}/a RTSP/1.0\r\nCSeq: 1\r\n\r\n");
        answer.ShouldBe("RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 2\r\n\r\nv=$\0\0\u0001x");
    }

    private static HostResolver Resolver(params string[] addresses) => (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());

    /// <summary>What comes back until the end.</summary>
    private static async Task<string> SendAsync(int port, string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(text));
        using var received = new MemoryStream();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await stream.CopyToAsync(received, limit.Token);
        }
        catch (IOException)
        {
            // Reset: the other side had not read all.
        }
        return System.Text.Encoding.Latin1.GetString(received.ToArray());
    }
}
