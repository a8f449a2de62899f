using Onair.Postgres;
using Onair.Signaling.Ice;
using Onair.Signaling.Messages;
using Onair.Signaling.State;

namespace Onair.Signaling.Connections;

/// <summary>Takes the messages of a page.</summary>
internal sealed partial class Connection
{
    private const double RetrySeconds = 2;

    private async Task HandleAsync(byte[] frame, CancellationToken cancellationToken)
    {
        if (_messages.Take() is { } wait)
        {
            if (++_limited > MostLimited) await CloseAsync(CloseCode.TooMany, "too many messages");
            else await _outgoing.SendAsync(ServerMessage.Error(ErrorCode.RateLimited, "Too many messages.", retryAfter: Math.Ceiling(wait.TotalSeconds)));
            return;
        }
        var read = MessageReader.Read(frame);
        SignalingMetrics.Messages.Add(1, new KeyValuePair<string, object?>("type", read.Message?.Type ?? "invalid"));
        if (read.Message is not { } message)
        {
            await _outgoing.SendAsync(ServerMessage.Error(ErrorCode.Invalid, read.Problem!, read.Request));
            if (++_invalid >= MostInvalid) await CloseAsync(CloseCode.Invalid, "too many invalid messages");
            return;
        }
        try
        {
            await HandleAsync(message, cancellationToken);
        }
        catch (DatabaseAwayException)
        {
            if (message.Type == "watch") await _outgoing.SendAsync(ServerMessage.Refused(ErrorCode.Unavailable, message.Request, retryAfter: RetrySeconds));
            else await _outgoing.SendAsync(ServerMessage.Error(ErrorCode.Unavailable, "PostgreSQL does not answer.", message.Request, message.Viewing, RetrySeconds));
            if (message.Type == "hello") await CloseAsync(CloseCode.TryLater, "no database");
        }
    }

    private Task HandleAsync(ClientMessage message, CancellationToken cancellationToken) => (message.Type, Participant) switch
    {
        ("ping", _) => _outgoing.SendAsync(new("pong") { Request = message.Request }),
        ("hello", null) => LimitedAsync(message, () => HelloAsync(message, cancellationToken)),
        ("hello", _) => _outgoing.SendAsync(ServerMessage.Error(ErrorCode.Invalid, "hello: was said already", message.Request)),
        (_, null) => _outgoing.SendAsync(ServerMessage.Error(ErrorCode.HelloFirst, "Say hello first.", message.Request)),
        ("token", _) => TokenAsync(message, cancellationToken),
        ("follow", _) => FollowAsync(message.Users!, message.Request, cancellationToken),
        ("broadcast", _) => LimitedAsync(message, () => BroadcastAsync(message, cancellationToken)),
        ("media", _) => MediaAsync(message, cancellationToken),
        ("stop", _) => StopAsync(message, cancellationToken),
        ("watch", _) => LimitedAsync(message, () => WatchAsync(message, cancellationToken)),
        ("leave", _) => EndViewingAsync(message, EndReason.Left, asViewer: true, cancellationToken),
        ("remove", _) => EndViewingAsync(message, EndReason.Removed, asViewer: false, cancellationToken),
        ("failed", _) => EndViewingAsync(message, EndReason.Failed, asViewer: null, cancellationToken),
        ("consent", _) => ConsentAsync(message, cancellationToken),
        ("forget", var me) => _services.Database.DoAsync(session => Consents.ForgetAsync(session, me, message.User), cancellationToken),
        ("offer" or "answer" or "candidate" or "restart", _) => RelayAsync(message, cancellationToken),
        ("ice", var me) => IceAsync(me, message, cancellationToken),
        ("beacon", _) => BeaconAsync(message),
        ("bye", var me) => ByeAsync(me, cancellationToken),
        _ => Task.CompletedTask,
    };

    /// <summary>What costs transactions is limited more than what is relayed.</summary>
    private async Task LimitedAsync(ClientMessage message, Func<Task> handle)
    {
        if (_requests.Take() is not { } wait)
        {
            await handle();
            return;
        }
        var seconds = Math.Ceiling(wait.TotalSeconds);
        await _outgoing.SendAsync(message.Type == "watch"
            ? ServerMessage.Refused(ErrorCode.RateLimited, message.Request, retryAfter: seconds)
            : ServerMessage.Error(ErrorCode.RateLimited, "Too many requests.", message.Request, retryAfter: seconds));
    }

    private async Task IceAsync(ParticipantRow me, ClientMessage message, CancellationToken cancellationToken)
    {
        if (Site is not { } site) return;
        await _outgoing.SendAsync(new("ice")
        {
            Request = message.Request,
            IceServers = await _services.Ice.OfAsync(site, me.Id, cancellationToken),
            ExpiresInSeconds = IceServerBuilder.Lifetime.TotalSeconds,
        });
    }

    private async Task BeaconAsync(ClientMessage message)
    {
        if (!_services.Beacons.Add(Participant!.Id, message, _services.Database.Now))
            await _outgoing.SendAsync(ServerMessage.Error(ErrorCode.Unavailable, "Too many reports wait for PostgreSQL.", message.Request, retryAfter: RetrySeconds));
    }

    private async Task ByeAsync(ParticipantRow me, CancellationToken cancellationToken)
    {
        await _services.Database.DoAsync(session => Participants.EndAsync(session, me.Id, EndReason.Stopped, EndReason.Left), cancellationToken);
        _left = true;
        await CloseAsync(CloseCode.Normal, "bye");
    }

    private static ServerMessage Unknown(ClientMessage message) =>
        ServerMessage.Error(ErrorCode.UnknownViewing, "There is no such viewing of this participant, or its state does not allow this.", message.Request, message.Viewing);
}
