using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Onair.Tests.Support;

/// <summary>What a page does of the signaling protocol, without a browser.</summary>
public sealed class SignalingPage : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly List<JsonObject> _received = [];
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly CancellationTokenSource _ended = new();
    private Task _reading = Task.CompletedTask;
    private int _requests;

    private SignalingPage()
    {
    }

    /// <summary>The last welcome.</summary>
    public JsonObject Welcome { get; private set; } = [];

    /// <summary>What to resume with.</summary>
    public JsonObject Resume => new() { ["participant"] = Welcome["participant"]!.GetValue<string>(), ["key"] = Welcome["key"]!.GetValue<string>() };

    /// <summary>The close code, once the service closed the socket.</summary>
    public int? CloseCode => (int?)_socket.CloseStatus;

    public bool IsOpen => _socket.State == WebSocketState.Open;

    /// <summary>Opens a socket without saying anything.</summary>
    public static async Task<SignalingPage> OpenAsync(Uri service, string site, string origin)
    {
        var page = new SignalingPage();
        page._socket.Options.SetRequestHeader("Origin", origin);
        page._socket.Options.AddSubProtocol("onair.signaling.v1");
        var url = new UriBuilder(service) { Scheme = "ws", Path = $"/v1/sites/{site}/socket" }.Uri;
        await page._socket.ConnectAsync(url, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));
        page._reading = page.ReadAsync();
        return page;
    }

    /// <summary>Opens a socket and says hello.</summary>
    public static async Task<SignalingPage> EnterAsync(Uri service, string site, string origin, JsonObject hello)
    {
        var page = await OpenAsync(service, site, origin);
        hello["type"] = "hello";
        page.Welcome = await page.AskAsync(hello);
        if (page.Welcome["code"]?.GetValue<string>() == "unavailable")
        {
            await page.DisposeAsync();
            await Task.Delay(TimeSpan.FromSeconds(2));
            return await EnterAsync(service, site, origin, (JsonObject)hello.DeepClone());
        }
        page.Welcome["type"]!.GetValue<string>().ShouldBe("welcome", page.Welcome.ToJsonString());
        return page;
    }

    public Task SendAsync(JsonObject message) => SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()));

    public Task SendAsync(byte[] frame) => _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>Sends a message and returns its direct answer.</summary>
    public async Task<JsonObject> AskAsync(JsonObject message)
    {
        var request = $"r{++_requests}";
        message["request"] = request;
        await SendAsync(message);
        return await WaitAsync(m => m["request"]?.GetValue<string>() == request, $"the answer to {message["type"]}");
    }

    /// <summary>The next message of a type, which is then taken.</summary>
    public Task<JsonObject> WaitAsync(string type, double seconds = 10) => WaitAsync(m => m["type"]!.GetValue<string>() == type, type, seconds);

    /// <summary>The next message that fits, which is then taken.</summary>
    public async Task<JsonObject> WaitAsync(Func<JsonObject, bool> fits, string what, double seconds = 10)
    {
        var until = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(seconds);
        while (true)
        {
            lock (_received)
            {
                if (_received.FirstOrDefault(fits) is { } found)
                {
                    _received.Remove(found);
                    return found;
                }
            }
            if (_reading.IsCompleted && !IsOpen) throw new InvalidOperationException($"the socket is closed with {CloseCode}, and {what} did not arrive");
            var left = until - TimeProvider.System.GetUtcNow();
            if (left <= TimeSpan.Zero || !await _arrived.WaitAsync(left))
                lock (_received) throw new TimeoutException($"{what} did not arrive within {seconds} s, close code {CloseCode}; there was: {string.Join('\n', _received.Select(m => m.ToJsonString()))}");
        }
    }

    /// <summary>The messages of a type that arrived and were not taken.</summary>
    public IReadOnlyList<JsonObject> Pending(string type)
    {
        lock (_received) return [.. _received.Where(m => m["type"]!.GetValue<string>() == type)];
    }

    /// <summary>Waits until the service closed the socket.</summary>
    public async Task<int?> ClosedAsync(double seconds = 15)
    {
        await _reading.WaitAsync(TimeSpan.FromSeconds(seconds));
        return CloseCode;
    }

    /// <summary>The connection breaks, as with a page that crashes.</summary>
    public void Abort() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _socket.Abort();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _arrived.Dispose();
        _ended.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[128 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(length), _ended.Token);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close) return;
                lock (_received) _received.Add((JsonObject)JsonNode.Parse(buffer.AsSpan(0, length))!);
                _arrived.Release();
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection broke.
        }
        finally
        {
            // Who waits looks again.
            _arrived.Release();
        }
    }
}
