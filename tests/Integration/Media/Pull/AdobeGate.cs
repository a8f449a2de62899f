using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Web;

namespace Onair.Tests.Integration.Media.Pull;

/// <summary>
/// An RTMP server that asks for a user and a password as Adobe's do (authmod=adobe), before it lets a client through to another server.
/// It was written from the exchange that FMLE, Wowza and ffmpeg agree on.
/// </summary>
internal sealed class AdobeGate : IAsyncDisposable
{
    private const string Salt = "c2FsdA";
    private const string Challenge = "Y2hhbA";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _upstream;
    private readonly string _user;
    private readonly string _password;
    private readonly Task _accepting;

    public AdobeGate(int upstream, string user, string password)
    {
        (_upstream, _user, _password) = (upstream, user, password);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Clients whose answer to the challenge was right, and wrong.</summary>
    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)).ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private async Task ServeAsync(TcpClient accepted)
    {
        using var client = accepted;
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, _upstream, _stop.Token);
        var (from, to) = (client.GetStream(), server.GetStream());
        // C0 C1, S0 S1 S2, C2: the handshake is the other server's.
        await PassAsync(from, to, 1 + 1536);
        await PassAsync(to, from, 1 + 1536 + 1536);
        await PassAsync(from, to, 1536);
        var (chunks, app) = await ReadConnectAsync(from);
        if (Rejection(app) is { } description)
        {
            await from.WriteAsync(Error(description), _stop.Token);
            await from.CopyToAsync(Stream.Null, _stop.Token); // until the client has read it and goes
            return;
        }

        await to.WriteAsync(chunks, _stop.Token);
        await Task.WhenAny(from.CopyToAsync(to, _stop.Token), to.CopyToAsync(from, _stop.Token));
    }

    private string? Rejection(string app)
    {
        var query = HttpUtility.ParseQueryString(app.Split('?', 2) is [_, var text] ? text.Replace("+", "%2B", StringComparison.Ordinal) : "");
        if (query["authmod"] is null) return "[ AccessManager.Reject ] : [ code=403 need auth; authmod=adobe ] : ";
        if (query["response"] is not { } response)
            return $"[ AccessManager.Reject ] : [ authmod=adobe ] : ?reason=needauth&user={query["user"]}&salt={Salt}&challenge={Challenge}&opaque={Challenge}";
        var expected = Hash(Hash(_user + Salt + _password) + Challenge + query["challenge"]);
        if (query["user"] == _user && response == expected)
        {
            Accepted++;
            return null;
        }

        Refused++;
        return "[ AccessManager.Reject ] : [ authmod=adobe ] : ?reason=authfailed&opaque=" + Challenge;
    }

#pragma warning disable CA5351 // the protocol's own
    private static string Hash(string text) => Convert.ToBase64String(MD5.HashData(Encoding.ASCII.GetBytes(text)));
#pragma warning restore CA5351

    private async Task PassAsync(NetworkStream from, NetworkStream to, int count)
    {
        var bytes = new byte[count];
        await from.ReadExactlyAsync(bytes, _stop.Token);
        await to.WriteAsync(bytes, _stop.Token);
    }

    /// <summary>The first message, in chunks of 128 bytes, and the application it names.</summary>
    private async Task<(byte[] Chunks, string App)> ReadConnectAsync(NetworkStream from)
    {
        var header = new byte[12];
        await from.ReadExactlyAsync(header, _stop.Token);
        var length = (header[4] << 16) | (header[5] << 8) | header[6];
        var body = new byte[length + ((length - 1) / 128)];
        await from.ReadExactlyAsync(body, _stop.Token);
        var message = body.Where((_, index) => index % 129 != 128).ToArray();
        var at = message.AsSpan().IndexOf("\0\u0003app\u0002"u8) + 6;
        var size = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at));
        return ([.. header, .. body], Encoding.UTF8.GetString(message, at + 2, size));
    }

    /// <summary>AMF0: <c>_error</c>, 1, null, an object with a description.</summary>
    private static byte[] Error(string description)
    {
        var text = Encoding.UTF8.GetBytes(description);
        byte[] message =
        [
            2, 0, 6, .. "_error"u8, 0, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 5,
            3, 0, 5, .. "level"u8, 2, 0, 5, .. "error"u8,
            0, 4, .. "code"u8, 2, 0, 30, .. "NetConnection.Connect.Rejected"u8,
            0, 11, .. "description"u8, 2, (byte)(text.Length >> 8), (byte)text.Length, .. text, 0, 0, 9,
        ];
        byte[] header = [3, 0, 0, 0, 0, (byte)(message.Length >> 8), (byte)message.Length, 0x14, 0, 0, 0, 0];
        var chunked = message.Chunk(128).SelectMany((chunk, index) => index == 0 ? chunk : [0xc3, .. chunk]);
        return [.. header, .. chunked];
    }
}
