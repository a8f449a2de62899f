using System.Net.WebSockets;
using System.Threading.Channels;
using Onair.Api.BroadcastSites;
using Onair.Primitives;
using Onair.Signaling.Messages;
using Onair.Signaling.State;
using Onair.Signaling.Tokens;

namespace Onair.Signaling.Connections;

/// <summary>One socket of a page. A loop reads frames, and another does what is to be done, one after the other.</summary>
internal sealed partial class Connection : IDisposable
{
    // At most 2 MiB.
    private const int MostFrames = 32;

    // Characters that wait for a page which reads more slowly than others send.
    private const int MostRelayed = 4 * 1024 * 1024;
    private const int MostInvalid = 10;
    private const int MostLimited = 100;
    private const int MessageBurst = 100;
    private const double RequestsPerSecond = 1.0 / 3;
    private const int MediaBurst = 10;
    private const double MediaPerSecond = 1;
    private const string Replacement = "resumed on another socket";
    private static readonly TimeSpan HelloTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TokenWarning = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TokenSkew = TimeSpan.FromSeconds(30);

    private readonly ConnectionServices _services;
    private readonly WebSocket _socket;
    private readonly Outgoing _outgoing;
    private readonly ILogger _logger;
    private readonly string _sitePath;
    private readonly string _origin;
    private readonly Channel<Work> _work = Channel.CreateUnbounded<Work>(new UnboundedChannelOptions { SingleReader = true });

    // A page that sends faster than it is served waits.
    private readonly SemaphoreSlim _frames = new(MostFrames);
    private readonly TokenBucket _messages;
    private readonly TokenBucket _requests;
    private readonly MediaPace _media;
    private readonly DueUsers _due = new();
    private readonly DateTimeOffset _openedAt;
    private int _refreshing;
    private long _relayed;
    private int _invalid;
    private int _limited;
    private bool _warned;

    // It said bye, or another socket has its participant.
    private bool _left;
    private bool _closed;
    private HashSet<string> _followed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PresenceRow> _presences = new(StringComparer.Ordinal);

    public Connection(ConnectionServices services, WebSocket socket, string sitePath, string origin, ILogger logger)
    {
        (_services, _socket, _sitePath, _origin, _logger) = (services, socket, sitePath, origin, logger);
        _outgoing = new(socket, services.Time);
        _messages = new(services.Settings.MessagesPerSecond, Math.Max(MessageBurst, services.Settings.MessagesPerSecond), services.Time);
        _requests = new(RequestsPerSecond, services.Settings.RequestBurst, services.Time);
        _media = new(MediaBurst, MediaPerSecond, services.Time);
        _openedAt = services.Time.GetUtcNow();
    }

    /// <summary>The participant, after <c>hello</c>.</summary>
    public ParticipantRow? Participant { get; private set; }

    /// <summary>What the page knows.</summary>
    private ParticipantView View { get; set; } = ParticipantView.Empty;

    private Visitor? Visitor { get; set; }

    /// <summary>The site with its last valid spec; null if it is gone.</summary>
    private BroadcastSite? Site => _services.Sites.Find(_sitePath);

    /// <summary>Has the loop look at the state again.</summary>
    public void Refresh()
    {
        // One look covers all changes before it.
        if (Interlocked.Exchange(ref _refreshing, 1) == 0) _work.Writer.TryWrite(new Work.Refresh());
    }

    /// <summary>Has the loop look at the presence of a user again, or with null at all that it follows.</summary>
    public void RefreshPresence(string? user)
    {
        if (_due.Add(user)) _work.Writer.TryWrite(new Work.Presence());
    }

    /// <summary>Sends a message of another participant. A page for which too much waits loses its socket, and resumes.</summary>
    public void Relay(ServerMessage message)
    {
        if (Interlocked.Add(ref _relayed, RelayRules.SizeOf(message)) > MostRelayed) _socket.Abort();
        else _work.Writer.TryWrite(new Work.Relay(message));
    }

    public void RequestClose(CloseCode code, string reason) => _work.Writer.TryWrite(new Work.Close(code, reason));

    /// <summary>The participant resumed on a socket with this epoch.</summary>
    public void Replaced(long epoch)
    {
        if (Participant?.Epoch < epoch) RequestClose(CloseCode.Replaced, Replacement);
    }

    /// <summary>Called every second: closes the socket when its time is over.</summary>
    public void Tick()
    {
        var now = _services.Time.GetUtcNow();
        if (Site is not { } site) RequestClose(CloseCode.Gone, "the site is gone");
        else if (!site.Spec.AllowedOrigins.Contains(_origin)) RequestClose(CloseCode.Forbidden, "the origin is no longer allowed");
        else if (Participant is null && now - _openedAt > HelloTimeout) RequestClose(CloseCode.Timeout, "no hello");
        if (_media.Waiting is not null) _work.Writer.TryWrite(new Work.Media());
        if (Visitor?.ExpiresAt is not { } expires) return;
        if (now > expires + TokenSkew) RequestClose(CloseCode.Unauthenticated, "the token has expired");
        else if (now > expires - TokenWarning && !_warned)
        {
            _warned = true;
            Relay(new("expiring") { InSeconds = Math.Max(0, Math.Round((expires - now).TotalSeconds)) });
        }
    }

    /// <summary>Serves the socket until it is closed.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _services.Connections.Add(this);
        var working = WorkAsync(ended);
        try
        {
            await ReadAsync(ended.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The page is gone.
        }
        finally
        {
            await ended.CancelAsync();
            await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _services.Connections.Follow(this, _sitePath, _followed, []);
            _services.Connections.Remove(this, Participant?.Id);
            if (Participant is { } participant && !_left) await _services.Heartbeat.LoseAsync(participant);
        }
    }

    public void Dispose()
    {
        _outgoing.Dispose();
        _frames.Dispose();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        using var frame = new MemoryStream();
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await _outgoing.CloseAsync(CloseCode.Normal, "");
                return;
            }
            if (part.MessageType == WebSocketMessageType.Binary)
            {
                await _outgoing.CloseAsync(CloseCode.Invalid, "only text is understood");
                return;
            }
            if (frame.Length + part.Count > MessageReader.LongestFrame)
            {
                await _outgoing.CloseAsync(CloseCode.TooBig, "the frame is too big");
                return;
            }
            await frame.WriteAsync(buffer.AsMemory(0, part.Count), cancellationToken);
            if (!part.EndOfMessage) continue;
            await _frames.WaitAsync(cancellationToken);
            _work.Writer.TryWrite(new Work.Frame(frame.ToArray()));
            frame.SetLength(0);
        }
    }

    private async Task WorkAsync(CancellationTokenSource ended)
    {
        try
        {
            await foreach (var work in _work.Reader.ReadAllAsync(ended.Token)) await DoAsync(work, ended.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            _socket.Abort();
        }
        catch (Exception e)
        {
            // A defect must not reach further than its socket.
            LogDefect(e, _sitePath);
            _socket.Abort();
        }
        finally
        {
            // The other loop may wait for this one to take a frame.
            await ended.CancelAsync();
        }
    }

    private async Task DoAsync(Work work, CancellationToken cancellationToken)
    {
        switch (work)
        {
            case Work.Frame frame:
                _frames.Release();
                // What a page sends before it sees that it was closed came too late.
                if (!_closed) await HandleAsync(frame.Bytes, cancellationToken);
                break;
            case Work.Refresh:
                Interlocked.Exchange(ref _refreshing, 0);
                await RefreshAsync(cancellationToken);
                break;
            case Work.Presence:
                await SendPresenceAsync(_due.Take(_followed), cancellationToken);
                break;
            case Work.Media:
                await WriteWaitingMediaAsync(cancellationToken);
                break;
            case Work.Relay relay:
                Interlocked.Add(ref _relayed, -RelayRules.SizeOf(relay.Message));
                await _outgoing.SendAsync(relay.Message);
                break;
            case Work.Close { Code: CloseCode.Replaced }:
                await CloseAsReplacedAsync();
                break;
            case Work.Close close:
                await CloseAsync(close.Code, close.Reason);
                break;
        }
    }

    private Task CloseAsReplacedAsync()
    {
        _left = true;
        return CloseAsync(CloseCode.Replaced, Replacement);
    }

    private async Task CloseAsync(CloseCode code, string reason)
    {
        if (_closed) return;
        _closed = true;
        SignalingMetrics.Closed.Add(1, new KeyValuePair<string, object?>("code", (int)code));
        await _outgoing.CloseAsync(code, reason);
        // A page that does not answer keeps nothing open.
        _ = Task.Delay(TimeSpan.FromSeconds(2), _services.Time, CancellationToken.None).ContinueWith(_ => _socket.Abort(), TaskScheduler.Default);
    }

    [LoggerMessage(1, LogLevel.Error, "A socket of {Site} was closed because of a defect")]
    private partial void LogDefect(Exception reason, string site);
}
