using Onair.Signaling.State;

namespace Onair.Signaling.Connections;

/// <summary>What a participant knows, or should know, of its broadcast and its viewings.</summary>
internal sealed record ParticipantView(BroadcastRow? Broadcast, IReadOnlyDictionary<string, ViewingRow> Viewings)
{
    public static ParticipantView Empty { get; } = new(null, new Dictionary<string, ViewingRow>());

    public ParticipantView With(BroadcastRow? broadcast) => this with { Broadcast = broadcast };

    public ParticipantView With(ViewingRow viewing) => this with { Viewings = new Dictionary<string, ViewingRow>(Viewings) { [viewing.Id] = viewing } };

    public ParticipantView Without(string viewing) => this with { Viewings = Viewings.Where(v => v.Key != viewing).ToDictionary() };

    /// <summary>Reads it. What the participant knew stays readable, so that it learns how that ended.</summary>
    public static async Task<ParticipantView> ReadAsync(Session session, string participant, ParticipantView known)
    {
        var viewings = await State.Viewings.OfParticipantAsync(session, participant, [.. known.Viewings.Keys]);
        var broadcast = await Broadcasts.OfParticipantAsync(session, participant)
            ?? (known.Broadcast is { } before ? await Broadcasts.FindAsync(session, before.Id) : null);
        return new(broadcast, viewings.ToDictionary(v => v.Id));
    }

    /// <summary>Without what is over.</summary>
    public ParticipantView Open(string participant) => new(
        Broadcast is { EndedAt: null } live && live.Participant == participant ? live : null,
        Viewings.Values.Where(v => v.State != ViewingState.Ended && (v.Viewer == participant || v.Broadcaster == participant)).ToDictionary(v => v.Id));
}
