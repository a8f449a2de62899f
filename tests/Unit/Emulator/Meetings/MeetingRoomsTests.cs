using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Onair.Emulator.Meetings;

namespace Onair.Tests.Unit.Emulator.Meetings;

public sealed class MeetingRoomsTests
{
    private const int Participants = 4;

    [Fact]
    public async Task Of_two_who_come_at_the_same_time_one_calls_the_other()
    {
        var rooms = new MeetingRooms();
        for (var round = 0; round < 100; round++)
        {
            var sockets = Enumerable.Range(0, Participants).Select(_ => new ListeningSocket()).ToList();
            using var start = new Barrier(Participants);
            using var end = new CancellationTokenSource();
            var meetings = sockets.Select(socket => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return rooms.TakePartAsync($"room-{round}", socket, end.Token);
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()).ToList();

            await Task.WhenAll(sockets.Select(socket => socket.Welcomed));
            await Eventually.ShouldBeAsync(() => sockets.Sum(s => s.Told("joined").Count) >= Participants * (Participants - 1) / 2, "everybody is told");
            var calls = sockets.SelectMany(s => s.Told("joined").Select(other => (Caller: s.Id, Called: other))).ToList();
            calls.Select(c => string.CompareOrdinal(c.Caller, c.Called) < 0 ? (c.Caller, c.Called) : (c.Called, c.Caller)).ShouldBeUnique();
            calls.Count.ShouldBe(Participants * (Participants - 1) / 2);

            await end.CancelAsync();
            await Task.WhenAll(meetings);
        }
    }

    [Fact]
    public async Task A_meeting_that_ends_ends_for_all_of_its_room()
    {
        var rooms = new MeetingRooms();
        ListeningSocket[] sockets = [new(), new(), new()];
        using var end = new CancellationTokenSource();
        Task[] meetings = [rooms.TakePartAsync("one", sockets[0], end.Token), rooms.TakePartAsync("one", sockets[1], end.Token), rooms.TakePartAsync("other", sockets[2], end.Token)];
        await Task.WhenAll(sockets.Select(socket => socket.Welcomed));

        rooms.End("one").ShouldBeTrue();
        rooms.End("empty").ShouldBeFalse();

        await Eventually.ShouldBeAsync(() => sockets[..2].All(s => s.Told("ended").Count == 1), "both are told");
        sockets[2].Told("ended").ShouldBeEmpty();
        await end.CancelAsync();
        await Task.WhenAll(meetings);
        rooms.End("one").ShouldBeFalse("nobody is left");
    }

    /// <summary>Keeps what is sent to it, and says nothing.</summary>
    private sealed class ListeningSocket : WebSocket
    {
        private readonly List<JsonObject> _messages = [];
        private readonly TaskCompletionSource _welcomed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Welcomed => _welcomed.Task;

        public string Id { get; private set; } = "";

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => null;

        public List<string> Told(string type)
        {
            lock (_messages) return [.. _messages.Where(m => (string?)m["type"] == type).Select(m => (string)m["id"]!)];
        }

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
        {
            var message = JsonNode.Parse(buffer.AsSpan())!.AsObject();
            lock (_messages) _messages.Add(message);
            if ((string?)message["type"] == "welcome")
            {
                Id = (string)message["id"]!;
                _welcomed.SetResult();
            }

            return Task.CompletedTask;
        }

        public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new OperationCanceledException(cancellationToken);
        }

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Abort()
        {
        }

        public override void Dispose()
        {
        }
    }
}
