using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Onair.Guard;
using Onair.Processes;

namespace Onair.Emulator.Media.Pull;

/// <summary>
/// The HTTP proxy of one ffmpeg: everything it fetches, the hosts in playlists included, passes the guard. It knows GET of absolute URLs and
/// CONNECT, one request a connection.
/// </summary>
internal sealed class PullProxy : IAsyncDisposable
{
    private const int MaxHead = 16 * 1024;

    private readonly PullHttp _http;
    private readonly AddressRules _rules;
    private readonly PullStatus _status;
    private readonly LoopbackListener _listener;

    public PullProxy(PullHttp http, AddressRules rules, PullStatus status)
    {
        (_http, _rules, _status) = (http, rules, status);
        _listener = new LoopbackListener(ServeAsync);
    }

    public int Port => _listener.Port;

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private static async Task<string[]> ReadHeadAsync(Stream client, CancellationToken cancellationToken)
    {
        // Byte by byte is slow and exact: what follows a CONNECT belongs to the tunnel.
        var head = new byte[MaxHead];
        for (var length = 0; length < MaxHead;)
        {
            if (await client.ReadAsync(head.AsMemory(length, 1), cancellationToken) == 0) break;
            length++;
            if (head.AsSpan(0, length).EndsWith("\r\n\r\n"u8)) return Encoding.Latin1.GetString(head, 0, length - 4).Split("\r\n");
        }

        return [];
    }

    private static Task AnswerAsync(Stream client, int status, string headers, CancellationToken cancellationToken) =>
        client.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} {(HttpStatusCode)status}\r\n{headers}\r\n"), cancellationToken).AsTask();

    private async Task ServeAsync(Stream client, CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(client, cancellationToken).WaitAsync(Tunnel.Silence, cancellationToken);
        if (head is not [var line, ..] || line.Split(' ') is not [var method, var target, _]) return;
        try
        {
            if (method == "CONNECT") await ConnectAsync(client, target, cancellationToken);
            else if (method == "GET" && Uri.TryCreate(target, UriKind.Absolute, out var url)) await GetAsync(client, url, Range(head), cancellationToken);
            else await AnswerAsync(client, StatusCodes.Status405MethodNotAllowed, "Content-Length: 0\r\nConnection: close\r\n", cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or AddressRefusedException or SocketException or TimeoutException)
        {
            _status.Failed(exception);
            // The body has started, so no error can be sent: the connection ends.
            await AnswerAsync(client, StatusCodes.Status502BadGateway, "Content-Length: 0\r\nConnection: close\r\n", cancellationToken);
        }
    }

    private async Task ConnectAsync(Stream client, string target, CancellationToken cancellationToken)
    {
        var url = new Uri($"https://{target}");
        if (GuardedUrl.Check(url.AbsoluteUri, new HashSet<string> { "https" }, _rules) is { } broken) throw new AddressRefusedException(broken);
        using var socket = await GuardedDns.ConnectAsync(url.IdnHost, url.Port, _rules, cancellationToken: cancellationToken)
            .WaitAsync(Tunnel.Silence, cancellationToken);
        await AnswerAsync(client, StatusCodes.Status200OK, "", cancellationToken);
        await using var source = new NetworkStream(socket);
        await Tunnel.RunAsync(client, source, cancellationToken);
    }

    private async Task GetAsync(Stream client, Uri target, RangeHeaderValue? range, CancellationToken cancellationToken)
    {
        var url = _http.FromFfmpeg(target);
        using var response = await _http.GetAsync(url, range, cancellationToken);
        var status = (int)response.StatusCode;
        if (status >= 400) _status.Failed(new HttpRequestException($"{url.Host} returned {status.ToString(CultureInfo.InvariantCulture)} {response.StatusCode}"));
        var headers = new StringBuilder("Connection: close\r\n");
        if (response.Content.Headers.ContentType is { } type) headers.Append(CultureInfo.InvariantCulture, $"Content-Type: {type}\r\n");
        if (response.Content.Headers.ContentLength is { } length) headers.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
        if (response.Content.Headers.ContentRange is { } part) headers.Append(CultureInfo.InvariantCulture, $"Content-Range: {part}\r\n");
        if (response.Headers.Location is { } location) headers.Append(CultureInfo.InvariantCulture, $"Location: {_http.ForFfmpeg(new Uri(url, location)).AbsoluteUri}\r\n");
        await AnswerAsync(client, status, headers.ToString(), cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await Tunnel.CopyAsync(body, client, cancellationToken);
    }

    private static RangeHeaderValue? Range(string[] head)
    {
        var line = head.FirstOrDefault(l => l.StartsWith("Range:", StringComparison.OrdinalIgnoreCase));
        return line is not null && RangeHeaderValue.TryParse(line["Range:".Length..], out var range) ? range : null;
    }
}
