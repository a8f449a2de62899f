using Onair.Api.LiveStreams;
using Onair.Events.Transitions;

namespace Onair.Events.Data;

/// <summary>The data of the events of a LiveStream.</summary>
internal static class LiveStreamMapping
{
    public static LiveStreamData Of(LiveStream stream, Transition transition, DateTimeOffset at, Truncation truncation)
    {
        var (spec, status) = (stream.Spec, stream.Recorded);
        var sessionId = transition.SessionId ?? status.CurrentSessionId;
        var session = status.Sessions.LastOrDefault(s => s.Id == sessionId);
        return new()
        {
            Resource = ResourceMapping.Of("LiveStream", stream.Metadata, truncation),
            Transition = transition.Name,
            Time = at,
            Reason = truncation.Name(transition.Reason),
            Message = truncation.Message(transition.Message),
            State = EffectiveRun.At(spec, status, at).State,
            Phase = truncation.Name(status.Phase),
            Receiving = stream.Is(LiveStreamConditions.Receiving),
            SessionId = truncation.Name(sessionId),
            ArchivePath = truncation.Url(session?.ArchivePath),
            StartedAt = session?.StartedAt,
            RunningAt = session?.RunningAt,
            StoppedAt = session?.StoppedAt,
            Input = Input(spec.Input, status.Ingest, truncation),
            Playback = status.Playback is { } playback ? new() { Url = truncation.Url(playback.Url), LiveUrl = truncation.Url(playback.LiveUrl) } : null,
            Renditions = truncation.List(spec.Encoder.Renditions.Select(Rendition), EventJson.Wire.RenditionData),
            ProviderName = stream.ProviderName.Length > 0 ? truncation.Name(stream.ProviderName) : null,
            ChannelId = truncation.Name(status.Resources.ChannelId),
            Cost = status.Cost is { } cost
                ? new() { RunningHours = cost.RunningHours, Estimate = cost.Estimate, Currency = truncation.Name(cost.Currency) } : null,
        };
    }

    private static LiveInputData Input(InputSpec input, IngestStatus? ingest, Truncation truncation) => new()
    {
        Type = input.Type,
        Endpoints = truncation.Urls(ingest?.Endpoints ?? []),
        Sources = truncation.Urls((input.Sources ?? []).Select(source => source.Url)),
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
