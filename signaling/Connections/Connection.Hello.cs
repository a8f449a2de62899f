using Onair.Api.BroadcastSites;
using Onair.Api.Common;
using Onair.Postgres;
using Onair.Signaling.Ice;
using Onair.Signaling.Messages;
using Onair.Signaling.State;
using Onair.Signaling.Tokens;

namespace Onair.Signaling.Connections;

/// <summary>Lets a page in, and keeps its token and its presence up to date.</summary>
internal sealed partial class Connection
{
    private const int BeaconSeconds = 15;

    private async Task HelloAsync(ClientMessage message, CancellationToken cancellationToken)
    {
        if (Site is not { } site) return;
        var who = await _services.Tokens.OfAsync(site, message, cancellationToken);
        if (who.Visitor is not { } visitor)
        {
            SignalingMetrics.Refused.Add(1, new KeyValuePair<string, object?>("reason", "token"));
            await _outgoing.SendAsync(ServerMessage.Error(ErrorCode.Unauthenticated, who.Problem!, message.Request));
            await CloseAsync(CloseCode.Unauthenticated, "not authenticated");
            return;
        }

        // Who resumes as a guest keeps its name.
        var resume = message.Resume;
        var (arrival, view) = await _services.Database.DoAsync(
            async session =>
            {
                var user = site.Spec.Auth.Jwt is null && message.User is null && resume is not null
                    && await Participants.OfKeyAsync(session, site.Path, resume) is { } known ? known.User : visitor.User;
                var arrived = await Participants.ArriveAsync(session, site.Path, user, visitor.Name, resume, _services.Replica.Id);
                return (arrived, (await ParticipantView.ReadAsync(session, arrived.Participant.Id, ParticipantView.Empty)).Open(arrived.Participant.Id));
            },
            cancellationToken);
        (Visitor, Participant, View) = (visitor with { User = arrival.Participant.User }, arrival.Participant, view);
        _services.Connections.Claim(arrival.Participant, this)?.RequestClose(CloseCode.Replaced, Replacement);
        await _outgoing.SendAsync(await WelcomeAsync(site, arrival, message.Request, cancellationToken), SignalingJson.Default.WelcomeMessage);
        // What happened between the transaction and the claim reached no socket.
        Refresh();
        if (message.Follow is { Length: > 0 } follow) await FollowAsync(follow, null, cancellationToken);
    }

    private async Task<WelcomeMessage> WelcomeAsync(BroadcastSite site, Participants.Arrival arrival, string? request, CancellationToken cancellationToken)
    {
        var me = arrival.Participant;
        return new()
        {
            Request = request,
            Participant = me.Id,
            Key = arrival.Key,
            Resumed = arrival.Resumed,
            User = me.User,
            Name = me.Name,
            MayBroadcast = Visitor!.MayBroadcast,
            MayWatch = Visitor.MayWatchAnybody,
            Consent = site.Spec.Consent.ToString(),
            Media = site.Spec.Media.ToString(),
            Limits = new(
                site.Spec.Limits.ViewersPerBroadcast, site.Spec.Limits.BitrateKbps, (int)LongestOf(site).TotalSeconds, site.Spec.ConsentSeconds,
                (int)_services.Settings.Grace.TotalSeconds, BeaconSeconds),
            IceServers = await _services.Ice.OfAsync(site, me.Id, cancellationToken),
            IceExpiresInSeconds = IceServerBuilder.Lifetime.TotalSeconds,
            Broadcast = View.Broadcast is { } live ? Broadcasting(live, resumed: true, null) : null,
            Viewings =
            [
                .. View.Viewings.Values.Select(v => v.Viewer == me.Id
                    ? new WelcomeViewing(v.Id, "viewer", v.State, v.BroadcasterUser, v.BroadcasterName)
                    : new WelcomeViewing(v.Id, "broadcaster", v.State, v.ViewerUser, v.ViewerName)),
            ],
        };
    }

    private async Task TokenAsync(ClientMessage message, CancellationToken cancellationToken)
    {
        if (Site is not { } site) return;
        var who = await _services.Tokens.OfAsync(site, message with { User = Visitor!.User }, cancellationToken);
        if (who.Visitor is { } visitor)
        {
            (Visitor, _warned) = (visitor, false);
            return;
        }
        await _outgoing.SendAsync(ServerMessage.Error(ErrorCode.Unauthenticated, who.Problem!, message.Request));
    }

    private async Task FollowAsync(string[] users, string? request, CancellationToken cancellationToken)
    {
        var allowed = users.Where(Visitor!.MayWatch).ToHashSet(StringComparer.Ordinal);
        _services.Connections.Follow(this, _sitePath, _followed, allowed);
        (_followed, var refused) = (allowed, users.Length > 0 && allowed.Count == 0);
        _presences.Clear();
        if (refused) await _outgoing.SendAsync(ServerMessage.Error(ErrorCode.NotAllowed, "The token does not permit watching any of these users.", request));
        await SendPresenceAsync(_followed, cancellationToken);
    }

    private async Task SendPresenceAsync(HashSet<string> users, CancellationToken cancellationToken)
    {
        if (users.Count == 0 || Participant is null) return;
        List<PresenceRow> presences;
        try
        {
            presences = await _services.Database.DoAsync(session => Presences.OfAsync(session, _sitePath, users), cancellationToken);
        }
        catch (DatabaseAwayException)
        {
            // The heartbeat has everything looked at again after PostgreSQL has returned.
            return;
        }
        foreach (var presence in presences)
        {
            if (_presences.TryGetValue(presence.User, out var known) && known == presence) continue;
            _presences[presence.User] = presence;
            await _outgoing.SendAsync(new("presence") { User = presence.User, Name = presence.Name, Online = presence.Online, Live = presence.Live, Away = presence.Away, Since = presence.Since });
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (Participant is not { } me || _left) return;
        ParticipantView now;
        Standing standing;
        try
        {
            (now, standing) = await _services.Database.DoAsync(
                async session => (await ParticipantView.ReadAsync(session, me.Id, View), await Participants.StandingAsync(session, me.Id)), cancellationToken);
        }
        catch (DatabaseAwayException)
        {
            return;
        }
        if (standing.Closing(me.Epoch) == CloseCode.Replaced)
        {
            await CloseAsReplacedAsync();
            return;
        }
        foreach (var message in ViewChanges.Between(me.Id, View, now, _services.Database.Now)) await _outgoing.SendAsync(message);
        View = now.Open(me.Id);
        if (standing.Closing(me.Epoch) is { } ended) await CloseAsync(ended, "the participant has ended");
    }

    private static TimeSpan LongestOf(BroadcastSite site) => Duration.Parse(site.Spec.Limits.Duration) ?? TimeSpan.FromHours(4);

    private static ServerMessage Broadcasting(BroadcastRow live, bool resumed, string? request) => new("broadcasting")
    {
        Request = request,
        Broadcast = live.Id,
        StartedAt = live.StartedAt,
        EndsAt = live.EndsAt,
        Video = live.Media.Video,
        Audio = live.Media.Audio,
        Screen = live.Media.Screen,
        Resumed = resumed,
    };
}
