using Onair.Postgres;
using Onair.Signaling.Messages;
using Onair.Signaling.State;

namespace Onair.Signaling.Connections;

/// <summary>What a page asks as a broadcaster or as a viewer.</summary>
internal sealed partial class Connection
{
    private async Task BroadcastAsync(ClientMessage message, CancellationToken cancellationToken)
    {
        if (Site is not { } site || Participant is not { } me) return;
        if (!Visitor!.MayBroadcast)
        {
            await _outgoing.SendAsync(ServerMessage.Error(ErrorCode.NotAllowed, "The token does not permit broadcasting.", message.Request));
            return;
        }
        var media = new MediaState(message.Video ?? true, message.Audio ?? true, message.Screen ?? false);
        _media.Forget();
        var (start, view) = await _services.Database.DoAsync(
            async session =>
            {
                if (!await Participants.HoldAsync(session, me)) return (null, View);
                var begun = await Broadcasts.StartAsync(session, me, media, message.Takeover ?? false, site.Spec.Limits.Broadcasts, LongestOf(site));
                return ((Broadcasts.Start?)begun, (await ParticipantView.ReadAsync(session, me.Id, ParticipantView.Empty)).Open(me.Id));
            },
            cancellationToken);
        if (start is null)
        {
            await RefreshAsync(cancellationToken);
            return;
        }
        if (start.Row is not { } live)
        {
            await _outgoing.SendAsync(ServerMessage.Error(
                start.Error!,
                start.Error == ErrorCode.Busy ? "The site has as many broadcasts as its limit." : $"{me.User} already broadcasts from another tab. Send takeover to move it.", message.Request));
            return;
        }
        await _outgoing.SendAsync(Broadcasting(live, start.Resumed, message.Request));
        foreach (var viewing in view.Viewings.Values.Where(v => v.Broadcaster == me.Id))
        {
            if (viewing.State == ViewingState.Accepted) await _outgoing.SendAsync(ViewChanges.OfferWanted(viewing, restart: false));
            else if (!View.Viewings.ContainsKey(viewing.Id)) await _outgoing.SendAsync(ViewChanges.Ask(viewing, _services.Database.Now));
            View = View.With(viewing);
        }
        View = View.With(live);
    }

    private async Task MediaAsync(ClientMessage message, CancellationToken cancellationToken)
    {
        if (View.Broadcast is not { } live)
        {
            await _outgoing.SendAsync(NotBroadcasting(message.Request));
            return;
        }
        var now = _media.Waiting?.Media ?? live.Media;
        var media = new MediaState(message.Video ?? now.Video, message.Audio ?? now.Audio, message.Screen ?? now.Screen);
        if (media != now && _media.Offer(new(media, message.Request)) is { } due) await WriteMediaAsync(due, cancellationToken);
    }

    private async Task WriteWaitingMediaAsync(CancellationToken cancellationToken)
    {
        if (_media.Due() is not { } due) return;
        try
        {
            await WriteMediaAsync(due, cancellationToken);
        }
        catch (DatabaseAwayException)
        {
            _media.Keep(due);
        }
    }

    private async Task WriteMediaAsync(MediaChange change, CancellationToken cancellationToken)
    {
        if (!await _services.Database.DoAsync(session => Broadcasts.SetMediaAsync(session, Participant!.Id, change.Media), cancellationToken))
            await _outgoing.SendAsync(NotBroadcasting(change.Request));
        else if (View.Broadcast is { } live)
            View = View.With(live with { Media = change.Media });
    }

    private async Task StopAsync(ClientMessage message, CancellationToken cancellationToken)
    {
        _media.Forget();
        var stopped = await _services.Database.DoAsync(
            async session => await Broadcasts.OfParticipantAsync(session, Participant!.Id) is { } live && await Broadcasts.EndAsync(session, live.Id, EndReason.Stopped) ? live.Id : null,
            cancellationToken);
        if (stopped is null)
        {
            await _outgoing.SendAsync(NotBroadcasting(message.Request));
            return;
        }
        View = new ParticipantView(null, View.Viewings.Where(v => v.Value.Broadcaster != Participant!.Id).ToDictionary());
        await _outgoing.SendAsync(new("stopped") { Request = message.Request, Broadcast = stopped, Reason = EndReason.Stopped });
    }

    private async Task WatchAsync(ClientMessage message, CancellationToken cancellationToken)
    {
        if (Site is not { } site || Participant is not { } me) return;
        var terms = new Viewings.Terms(
            Visitor!.MayWatch(message.User!), site.Spec.Consent == Api.BroadcastSites.SiteConsent.Automatic, site.Spec.Limits.ViewersPerBroadcast, site.Spec.ConsentSeconds, Visitor.IsProven);
        var watch = await _services.Database.DoAsync(
            async session => await Participants.HoldAsync(session, me) ? await Viewings.BeginAsync(session, me, message.User!, terms) : null, cancellationToken);
        if (watch is null)
        {
            await RefreshAsync(cancellationToken);
            return;
        }
        SignalingMetrics.Watches.Add(1, new KeyValuePair<string, object?>("outcome", watch.Refusal ?? watch.Row!.State));
        if (watch.Row is not { } viewing)
        {
            await _outgoing.SendAsync(ServerMessage.Refused(watch.Refusal!, message.Request, retryAfter: watch.RetryAfterSeconds));
            return;
        }
        View = View.With(viewing);
        await _outgoing.SendAsync(new("watching")
        {
            Request = message.Request,
            Viewing = viewing.Id,
            User = viewing.BroadcasterUser,
            Name = viewing.BroadcasterName,
            State = viewing.State,
            ExpiresInSeconds = viewing.State == ViewingState.Asking ? Math.Max(0, Math.Round((viewing.ExpiresAt - _services.Database.Now).TotalSeconds, 1)) : null,
            Video = viewing.Media.Video,
            Audio = viewing.Media.Audio,
            Screen = viewing.Media.Screen,
        });
    }

    private async Task EndViewingAsync(ClientMessage message, string reason, bool? asViewer, CancellationToken cancellationToken)
    {
        // Only its own: the view has no others.
        if (!View.Viewings.TryGetValue(message.Viewing!, out var viewing) || (asViewer is { } viewer && viewing.Viewer == Participant!.Id != viewer)
            || !await _services.Database.DoAsync(session => Viewings.EndAsync(session, viewing.Id, reason), cancellationToken))
        {
            await _outgoing.SendAsync(Unknown(message));
        }
    }

    private async Task ConsentAsync(ClientMessage message, CancellationToken cancellationToken)
    {
        var answered = await _services.Database.DoAsync(
            session => Viewings.AnswerAsync(session, Participant!, message.Viewing!, message.Allow!.Value, message.Remember ?? false, Visitor!.IsProven), cancellationToken);
        if (answered is null) await _outgoing.SendAsync(Unknown(message));
    }

    /// <summary>Relays between the two sides of an accepted viewing: at once if both are here, else by PostgreSQL.</summary>
    private async Task RelayAsync(ClientMessage message, CancellationToken cancellationToken)
    {
        // A message may be faster than the notice of the consent.
        if (!View.Viewings.TryGetValue(message.Viewing!, out var viewing) || viewing.State != ViewingState.Accepted)
        {
            await RefreshAsync(cancellationToken);
            viewing = View.Viewings.GetValueOrDefault(message.Viewing!);
        }
        var isBroadcaster = viewing?.Broadcaster == Participant!.Id;
        if (viewing is not { State: ViewingState.Accepted } || RelayRules.Translate(message, viewing, isBroadcaster) is not { } relayed)
        {
            await _outgoing.SendAsync(Unknown(message));
            return;
        }
        var to = isBroadcaster ? viewing.Viewer : viewing.Broadcaster;
        SignalingMetrics.Relayed.Add(1, new KeyValuePair<string, object?>("type", message.Type));
        if (_services.Connections.Find(to) is { } here) here.Relay(relayed);
        else await _services.Database.DoAsync(
            session =>
            {
                session.Notify(new() { To = to, Message = relayed });
                return Task.CompletedTask;
            }, cancellationToken);
    }

    private static ServerMessage NotBroadcasting(string? request) => ServerMessage.Error(ErrorCode.NotBroadcasting, "This participant has no live broadcast.", request);
}
