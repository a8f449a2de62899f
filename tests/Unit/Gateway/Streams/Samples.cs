using Onair.Api.Common;
using Onair.Api.LiveStreams;

namespace Onair.Tests.Unit.Gateway.Streams;

/// <summary>LiveStreams as the gateway's cache has them.</summary>
internal static class Samples
{
    public const string Uid = "4f5c0000-0000-4000-8000-000000000001";

    public static DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    public static LiveStream Stream(Action<LiveStream>? with = null)
    {
        var stream = new LiveStream
        {
            Metadata = new()
            {
                Name = "town-hall-x7k2pq",
                NamespaceProperty = "shows",
                Uid = Uid,
                ResourceVersion = "7",
                CreationTimestamp = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000).UtcDateTime,
                Annotations = new Dictionary<string, string>(),
            },
            Spec = new() { State = StreamState.Stopped, ProviderRef = new() { Name = "aws" } },
        };
        with?.Invoke(stream);
        return stream;
    }

    /// <summary>A stream with all that AWS has for it, in its second session.</summary>
    public static LiveStream OnAir(Action<LiveStream>? with = null) => Stream(stream =>
    {
        stream.Metadata.Annotations[Annotations.DisplayName] = "Town Hall";
        stream.Spec = stream.Spec with { State = StreamState.Running, Input = new() { Redundancy = InputRedundancy.Standard } };
        stream.Status = new()
        {
            Ingest = new() { Endpoints = ["rtmp://203.0.113.7:1935/live", "rtmp://203.0.113.8:1935/live"], StreamKeySecretRef = new() { Name = "town-hall-x7k2pq-stream-key" } },
            Playback = new() { Url = "https://origin.example/out/v1/e/index.m3u8" },
            CurrentSessionId = "second",
            Sessions =
            [
                new() { Id = "first", ArchivePath = "s3://recordings/2027/first", StartedAt = At(1_799_990_000), RunningAt = At(1_799_990_060), StoppedAt = At(1_799_993_600) },
                new() { Id = "second", ArchivePath = "s3://recordings/2027/second", StartedAt = At(1_799_999_000), RunningAt = At(1_799_999_060) },
            ],
            Resources = new() { Provider = "aws", ChannelId = "1234567", InputId = "7654321", PackageChannelId = "pc", PackageEndpointId = "pe" },
        };
        with?.Invoke(stream);
    });

    public static DateTimeOffset At(long unixSeconds) => DateTimeOffset.FromUnixTimeSeconds(unixSeconds);
}
