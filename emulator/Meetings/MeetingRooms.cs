using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Onair.Emulator.Meetings;

/// <summary>
/// The signaling of meetings. A participant gets <c>{"type": "welcome", "id", "others"}</c>; the others get <c>{"type": "joined", "id"}</c> and
/// later <c>{"type": "left", "id"}</c>. All get <c>{"type": "ended"}</c> when the meeting ends, and leave. Whatever one sends with <c>to</c> is passed on with <c>from</c>.
/// </summary>
internal sealed class MeetingRooms
{
    private const int MaxMessage = 64 * 1024;
    private const int MaxParticipants = 16;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, Participant>> _rooms = new(StringComparer.Ordinal);

    /// <summary>Takes part until the socket closes.</summary>
    public async Task TakePartAsync(string room, WebSocket socket, CancellationToken cancellationToken)
    {
        var participants = _rooms.GetOrAdd(room, _ => new(StringComparer.Ordinal));
        if (participants.Count >= MaxParticipants)
        {
            await socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, $"a room has {MaxParticipants} participants at most", cancellationToken);
            return;
        }

        var self = new Participant(socket);
        var others = Enter(participants, self);
        self.Send(new() { ["type"] = "welcome", ["id"] = self.Id, ["others"] = new JsonArray([.. others.Select(other => (JsonNode)other.Id)]) });
        Tell(others, self, "joined");
        var sending = self.SendAllAsync(cancellationToken);
        try
        {
            while (await self.ReceiveAsync(cancellationToken) is { } message)
            {
                if ((string?)message["to"] is not { } to || !participants.TryGetValue(to, out var other)) continue;
                message.Remove("to");
                message["from"] = self.Id;
                other.Send(message);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or JsonException)
        {
            // A browser that dies says no good-bye.
        }
        finally
        {
            participants.TryRemove(self.Id, out _);
            Tell(participants.Values, self, "left");
            self.Leave();
            await sending;
        }
    }

    /// <summary>Ends a meeting for all who take part.</summary>
    /// <returns>Whether anybody did.</returns>
    public bool End(string room)
    {
        if (!_rooms.TryGetValue(room, out var participants) || participants.IsEmpty) return false;
        foreach (var participant in participants.Values) participant.Send(new() { ["type"] = "ended" });
        return true;
    }

    // Of two who come at the same time, one is there first: who is there calls the one who comes, and two who call each other never meet.
    private static Participant[] Enter(ConcurrentDictionary<string, Participant> participants, Participant self)
    {
        lock (participants)
        {
            Participant[] others = [.. participants.Values];
            participants[self.Id] = self;
            return others;
        }
    }

    private static void Tell(IEnumerable<Participant> others, Participant about, string type)
    {
        foreach (var other in others) other.Send(new() { ["type"] = type, ["id"] = about.Id });
    }

    private sealed class Participant(WebSocket socket)
    {
        private readonly Channel<JsonObject> _outgoing = Channel.CreateUnbounded<JsonObject>(new() { SingleReader = true });

        public string Id { get; } = Guid.NewGuid().ToString("N")[..8];

        /// <summary>Queues a message. To somebody who has left it is lost.</summary>
        public void Send(JsonObject message) => _outgoing.Writer.TryWrite(message);

        /// <summary>No more is sent.</summary>
        public void Leave() => _outgoing.Writer.TryComplete();

        /// <summary>Sends what is queued, one by one, as a WebSocket wants it.</summary>
        public async Task SendAllAsync(CancellationToken cancellationToken)
        {
            try
            {
                await foreach (var message in _outgoing.Reader.ReadAllAsync(cancellationToken))
                    await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message, MeetingJson.Default.JsonObject), WebSocketMessageType.Text, true, cancellationToken);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
            {
                // It has left.
            }
        }

        /// <summary>The next message; null when the participant has left.</summary>
        public async Task<JsonObject?> ReceiveAsync(CancellationToken cancellationToken)
        {
            using var text = new MemoryStream();
            var buffer = new byte[4096];
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (part.MessageType == WebSocketMessageType.Close || text.Length > MaxMessage) return null;
                await text.WriteAsync(buffer.AsMemory(0, part.Count), cancellationToken);
                if (part.EndOfMessage) return JsonNode.Parse(text.ToArray()) as JsonObject;
            }
        }
    }
}
