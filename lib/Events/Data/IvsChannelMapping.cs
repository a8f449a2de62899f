using Onair.Api.IvsChannels;
using Onair.Events.Transitions;

namespace Onair.Events.Data;

/// <summary>The data of the events of an IvsChannel.</summary>
internal static class IvsChannelMapping
{
    public static IvsChannelData Of(IvsChannel channel, Transition transition, DateTimeOffset at, Truncation truncation)
    {
        var (spec, status) = (channel.Spec, channel.Recorded);
        return new()
        {
            Resource = ResourceMapping.Of("IvsChannel", channel.Metadata, truncation),
            Transition = transition.Name,
            Time = at,
            Reason = truncation.Name(transition.Reason),
            Message = truncation.Message(transition.Message),
            Type = spec.Type,
            LatencyMode = spec.LatencyMode,
            Phase = truncation.Name(status.Phase),
            Live = status.Stream is not null,
            Authorized = spec.Authorized,
            StreamId = truncation.Name(transition.SessionId ?? status.Stream?.Id),
            StartedAt = status.Stream?.StartedAt,
            Health = truncation.Name(status.Stream?.Health),
            PlaybackUrl = truncation.Url(status.Playback?.Url),
            IngestEndpoint = truncation.Url(status.Ingest?.Endpoint),
            ProviderName = truncation.Name(channel.ProviderName),
            ChannelArn = truncation.Name(status.Resources.ChannelArn),
        };
    }
}
