using System.Net.WebSockets;
using System.Text;

namespace Onair.Tests.Unit.Signaling.Connections;

/// <summary>The socket of a page that sends one frame again and again, and reads nothing.</summary>
internal sealed class PageSocket(string? frame = null) : WebSocket
{
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _readAfterEnd;

    public bool IsAborted => _aborted.Task.IsCompleted;

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => IsAborted ? WebSocketState.Aborted : WebSocketState.Open;

    public override string? SubProtocol => null;

    /// <summary>How many frames were read from the page.</summary>
    public int Read { get; private set; }

    public override void Abort() => _aborted.TrySetResult();

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        // Frames that arrived before the end can be read after it, but not for ever.
        if (IsAborted && ++_readAfterEnd > 50) throw new WebSocketException(WebSocketError.InvalidState);
        if (frame is null) await Task.Delay(Timeout.Infinite, cancellationToken);
        Read++;
        return new(Encoding.UTF8.GetBytes(frame, buffer.Span), WebSocketMessageType.Text, endOfMessage: true);
    }

    public override async Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        await _aborted.Task.WaitAsync(cancellationToken);
        throw new WebSocketException(WebSocketError.InvalidState);
    }

    public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Dispose()
    {
    }
}
