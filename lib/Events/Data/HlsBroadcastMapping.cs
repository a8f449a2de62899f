using Onair.Api.HlsBroadcasts;
using Onair.Events.Transitions;

namespace Onair.Events.Data;

/// <summary>The data of the events of an HlsBroadcast. The credentials are in none of them.</summary>
internal static class HlsBroadcastMapping
{
    public static HlsBroadcastData Of(HlsBroadcast broadcast, Transition transition, DateTimeOffset at, Truncation truncation)
    {
        var status = broadcast.Recorded;
        return new()
        {
            Resource = ResourceMapping.Of("HlsBroadcast", broadcast.Metadata, truncation),
            Transition = transition.Name,
            Time = at,
            Reason = truncation.Name(transition.Reason),
            Message = truncation.Message(transition.Message),
            State = broadcast.Spec.State,
            Phase = truncation.Name(status.Phase),
            Receiving = status.StoppedAt is null && broadcast.Is(HlsBroadcastConditions.Receiving),
            Folder = truncation.Url(status.Folder),
            PlaybackUrl = truncation.Url(status.Playback?.Url),
            StartedAt = status.StartedAt,
            StoppedAt = status.StoppedAt,
            CredentialsExpireAt = status.StoppedAt is null ? status.Credentials?.ExpiresAt : null,
            ProviderName = truncation.Name(broadcast.ProviderName),
        };
    }
}
