using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Onair.Signaling.Messages;

namespace Onair.Signaling.Connections;

/// <summary>Writes to a socket. A page that reads too slowly loses it, and resumes.</summary>
internal sealed class Outgoing(WebSocket socket, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _one = new(1);

    public Task SendAsync(ServerMessage message) => SendAsync(message, SignalingJson.Default.ServerMessage);

    public async Task SendAsync<T>(T message, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(message, type);
        using var patience = new CancellationTokenSource(Patience, time);
        await _one.WaitAsync(patience.Token);
        try
        {
            if (socket.State == WebSocketState.Open) await socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task CloseAsync(CloseCode code, string reason)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            await _one.WaitAsync(patience.Token);
            try
            {
                if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, patience.Token);
            }
            finally
            {
                _one.Release();
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            socket.Abort();
        }
    }

    public void Dispose() => _one.Dispose();
}
