using Onair.Api.LiveStreams;
using Onair.Events.Transitions;

namespace Onair.Events.Data;

/// <summary>What of a LiveStream its events tell.</summary>
internal static class LiveStreamMapping
{
    public static LiveStreamData Of(LiveStream stream, Transition transition, DateTimeOffset at, Cut cut)
    {
        var (spec, status) = (stream.Spec, stream.Recorded);
        var sessionId = transition.SessionId ?? status.CurrentSessionId;
        var session = status.Sessions.LastOrDefault(s => s.Id == sessionId);
        return new()
        {
            Resource = ResourceMapping.Of("LiveStream", stream.Metadata, cut),
            Transition = transition.Name,
            Time = at,
            Reason = cut.Name(transition.Reason),
            Message = cut.Message(transition.Message),
            State = spec.Schedule is null ? spec.State : status.Schedule?.State ?? StreamState.Stopped,
            Phase = cut.Name(status.Phase),
            Receiving = stream.Is(LiveStreamConditions.Receiving),
            SessionId = cut.Name(sessionId),
            ArchivePath = cut.Url(session?.ArchivePath),
            StartedAt = session?.StartedAt,
            RunningAt = session?.RunningAt,
            StoppedAt = session?.StoppedAt,
            Input = Input(spec.Input, status.Ingest, cut),
            Playback = status.Playback is { } playback ? new() { Url = cut.Url(playback.Url), LiveUrl = cut.Url(playback.LiveUrl) } : null,
            Renditions = cut.List(spec.Encoder.Renditions.Select(Rendition), EventJson.Wire.RenditionData),
            ProviderName = stream.ProviderName.Length > 0 ? cut.Name(stream.ProviderName) : null,
            ChannelId = cut.Name(status.Resources.ChannelId),
            Cost = status.Cost is { } cost
                ? new() { RunningHours = cost.RunningHours, Estimate = cost.Estimate, Currency = cut.Name(cost.Currency) } : null,
        };
    }

    private static LiveInputData Input(InputSpec input, IngestStatus? ingest, Cut cut) => new()
    {
        Type = input.Type,
        Endpoints = cut.Urls(ingest?.Endpoints ?? []),
        Sources = cut.Urls((input.Sources ?? []).Select(source => source.Url)),
    };

    private static RenditionData Rendition(RenditionSpec rendition) => new()
    {
        Width = rendition.Width,
        Height = rendition.Height,
        Bitrate = rendition.Bitrate,
        FrameRate = rendition.FrameRate,
        AudioBitrate = rendition.AudioBitrate,
    };
}
