using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.ConnectorPod.Devtools;

/// <summary>
/// A connection to the browser by the Chrome DevTools Protocol (https://chromedevtools.github.io/devtools-protocol/), with flat sessions: one
/// WebSocket for the browser and its pages.
/// </summary>
internal sealed class DevtoolsConnection : IAsyncDisposable
{
    private const int LargestMessage = 16 << 20;

    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _calls = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _stop = new();
    private Task _receiving = Task.CompletedTask;
    private int _lastCall;

    /// <summary>Sees every event: session (empty for the browser's own), method and parameters.</summary>
    public event Action<string, string, JsonElement>? Received;

    /// <summary>Connects to the address that the browser prints when it starts.</summary>
    public static async Task<DevtoolsConnection> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        var connection = new DevtoolsConnection();
        // It is on loopback, whatever proxy the environment names.
        connection._socket.Options.Proxy = null;
        try
        {
            await connection._socket.ConnectAsync(address, cancellationToken);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        connection._receiving = Task.Run(connection.ReceiveAsync, CancellationToken.None);
        return connection;
    }

    /// <summary>Calls a method.</summary>
    /// <param name="session">Empty for the browser.</param>
    /// <param name="method">E.g. <c>Page.navigate</c>.</param>
    /// <param name="parameters">Null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DevtoolsException">The browser refuses, or is gone.</exception>
    public async Task<JsonElement> CallAsync(string session, string method, JsonObject? parameters, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastCall);
        var call = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[id] = call;
        try
        {
            var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
            if (session.Length > 0) message["sessionId"] = session;
            await SendAsync(message, cancellationToken);
            // The connection may have ended between the two lines above.
            if (_receiving.IsCompleted) throw new DevtoolsException($"{method}: the browser is gone");
            return await call.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _calls.TryRemove(id, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Abort();
        await _receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _sending.Dispose();
        _stop.Dispose();
    }

    private async Task SendAsync(JsonObject message, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(message, DevtoolsJson.Default.JsonObject);
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Text, true, cancellationToken);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException or IOException)
        {
            throw new DevtoolsException("the browser is gone");
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            using var message = new MemoryStream();
            var buffer = new byte[64 * 1024];
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), _stop.Token);
                if (part.MessageType == WebSocketMessageType.Close) return;
                message.Write(buffer.AsSpan(0, part.Count));
                if (message.Length > LargestMessage) return;
                if (!part.EndOfMessage) continue;
                Take(message.GetBuffer().AsMemory(0, (int)message.Length));
                message.SetLength(0);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or JsonException or IOException)
        {
            // The browser is gone; whoever waits for it is told below.
        }
        finally
        {
            foreach (var call in _calls.Values) call.TrySetException(new DevtoolsException("the browser is gone"));
        }
    }

    private void Take(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var message = document.RootElement;
        if (message.TryGetProperty("id", out var id))
        {
            if (!_calls.TryGetValue(id.GetInt32(), out var call)) return;
            if (message.TryGetProperty("error", out var error)) call.TrySetException(new DevtoolsException(error.GetProperty("message").GetString() ?? "error"));
            else call.TrySetResult(message.GetProperty("result").Clone());
            return;
        }

        if (!message.TryGetProperty("method", out var method)) return;
        var session = message.TryGetProperty("sessionId", out var of) ? of.GetString()! : "";
        Received?.Invoke(session, method.GetString()!, message.TryGetProperty("params", out var parameters) ? parameters.Clone() : default);
    }
}
