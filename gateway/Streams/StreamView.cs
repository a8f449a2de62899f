using System.Globalization;
using k8s.Models;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Gateway.Streams.Bodies;

namespace Onair.Gateway.Streams;

/// <summary>A LiveStream as clients of the stream API see it. Pure functions.</summary>
internal static class StreamView
{
    public static StreamBody Of(StreamParts parts, DateTimeOffset now)
    {
        var stream = parts.Stream;
        var status = stream.Recorded;
        return new()
        {
            Name = NameOf(stream),
            Description = stream.GetAnnotation(Annotations.Description) ?? "",
            Id = stream.Uid,
            Rtmp1 = Push(parts, 0),
            Rtmp2 = Push(parts, 1),
            ViewerEndpoint = status.Playback?.LiveUrl ?? status.Playback?.Url,
            ArchivesPath = status.Sessions.Where(s => s.ArchivePath is not null)
                .GroupBy(s => s.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().ArchivePath!, StringComparer.Ordinal),
            LastUpdate = Unix(LastUpdate(stream)),
            LastStarted = Unix(StreamTimes.LastStarted(stream)),
            LastStopped = Unix(StreamTimes.LastStopped(stream)),
            Started = StreamTimes.IsStarted(stream, StreamProblem.Of(stream) is not null, now),
            CurrentSessionId = status.CurrentSessionId,
            LiveChannelId = status.Resources.ChannelId,
            LiveInputId = status.Resources.InputId,
            PackageEndpointId = status.Resources.PackageEndpointId,
            PackageChannelId = status.Resources.PackageChannelId,
            IvsViewerEndpoint = parts.Ivs?.Recorded.Playback?.Url,
            RtmpIvs = parts.IvsUrl ?? (parts.Ivs?.Recorded.Ingest?.Endpoint is { } endpoint ? IvsPush(endpoint) : null),
            Problem = parts.Problem?.Body,
        };
    }

    /// <summary>The name that people gave the stream; a stream that kubectl made has only its object's.</summary>
    public static string NameOf(LiveStream stream) => stream.GetAnnotation(Annotations.DisplayName) is { Length: > 0 } name ? name : stream.Metadata.Name!;

    private static string? Push(StreamParts parts, int pipeline) =>
        parts.Stream.Recorded.Ingest?.Endpoints is { } endpoints && pipeline < endpoints.Count
            ? parts.Key is null ? endpoints[pipeline] : $"{endpoints[pipeline]}/{parts.Key}"
            : null;

    // Without the key, but with what encoders ask for as the server.
    private static string IvsPush(string endpoint) => endpoint.Contains("://", StringComparison.Ordinal) ? endpoint : $"rtmps://{endpoint}:443/app";

    // The API server's own record of edits, managedFields, is not read.
    private static DateTimeOffset? LastUpdate(LiveStream stream) =>
        stream.Recorded.Sessions.SelectMany(s => new DateTimeOffset?[] { s.StartedAt, s.StoppedAt })
            .Append(stream.Metadata.CreationTimestamp is { } created ? new DateTimeOffset(created.ToUniversalTime()) : null)
            .Append(StreamTimes.Of(stream, Annotations.EditedAt)).Max();

    private static string? Unix(DateTimeOffset? time) => time?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
