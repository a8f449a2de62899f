using System.Globalization;
using k8s.Models;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.Connectors;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Api.VideoAssets;

namespace Onair.Tests.Support;

/// <summary>Resources as they are in the middle of their lives, with <see cref="Secret"/> wherever something secret may stand.</summary>
internal static class SampleResources
{
    public const string Secret = "hush";
    public const string SessionId = "0d9b3a52-8a0c-4f0e-9e7a-2f6f0a1c5b11";
    public const string Archive = "s3://recordings/2026/11/21/4f5c1a40-1795262400";

    public const string StreamId = "st-1a2b3c4d5e6f";

    public static DateTimeOffset At { get; } = DateTimeOffset.Parse("2026-11-21T12:30:00Z", CultureInfo.InvariantCulture);

    public static LiveStream Stream(bool running = true, bool receiving = true, InputType input = InputType.RtmpPush) => new()
    {
        Metadata = Metadata("event", "4f5c1a40-67a1-4ec0-9d0a-1f6f5b0f8a01"),
        Spec = new()
        {
            State = running ? StreamState.Running : StreamState.Stopped,
            ProviderRef = new() { Name = "production" },
            Input = new()
            {
                Type = input,
                Sources = input == InputType.RtmpPush ? null
                    : [new() { Url = $"{(input == InputType.RtmpPull ? "rtmp" : "https")}://joe:{Secret}@media.example.com/live/master.m3u8?token={Secret}", CredentialsSecretRef = new() { Name = Secret } }],
                StreamKeySecretRef = new() { Name = Secret },
            },
        },
        Status = new()
        {
            Phase = running ? "Running" : "Idle",
            Conditions = [new() { Type = "Receiving", Status = receiving ? ConditionStatus.True : ConditionStatus.False, Reason = "Video", Message = "" }],
            Ingest = new() { Endpoints = ["rtmp://203.0.113.7:1935/live"], StreamKeySecretRef = new() { Name = Secret } },
            Playback = new() { Url = "https://origin.example.com/out/v1/abc/index.m3u8", LiveUrl = "https://cdn.example.com/event/index.m3u8" },
            CurrentSessionId = running ? SessionId : null,
            Sessions =
            [
                new() { Id = "earlier", ArchivePath = "s3://recordings/earlier", StartedAt = At.AddDays(-1), StoppedAt = At.AddDays(-1).AddHours(1) },
                new() { Id = SessionId, ArchivePath = Archive, StartedAt = At.AddMinutes(-30), RunningAt = At.AddMinutes(-28), StoppedAt = running ? null : At },
            ],
            Cost = new() { RunningHours = 1.5, Estimate = 2.25, Currency = "USD" },
            Resources = new() { Provider = "production", ChannelId = "1234567", Creating = new() { Token = Secret } },
        },
    };

    public static Connector Connector(bool running = true) => new()
    {
        Metadata = Metadata("townhall", "2b7e9f10-5d0c-4b7f-8f57-3c1f4c2a6d07"),
        Spec = new()
        {
            State = running ? ConnectorState.Running : ConnectorState.Stopped,
            Source = new() { Meeting = new() { Url = $"https://meet.example.com/townhall?pwd={Secret}" } },
            Target = new() { LiveStreamRef = new() { Name = "event" } },
        },
        Status = new()
        {
            Target = "LiveStream/event",
            Source = running ? "source" : null,
            Run = running ? new() { Id = "kq7wz", Attempts = 1, StartedAt = At.AddMinutes(-5), OnAirAt = At.AddMinutes(-4) } : null,
            Restarts = running ? 1 : null,
            Conditions = [new() { Type = ConnectorConditions.OnAir, Status = running ? ConditionStatus.True : ConditionStatus.False, Reason = "Pushing" }],
        },
    };

    public static IvsChannel Channel(bool live = true) => new()
    {
        Metadata = Metadata("lobby", "e1d2c3b4-7f6a-4b5c-9d8e-0a1b2c3d4e04"),
        Spec = new() { ProviderRef = new() { Name = "production" } },
        Status = new()
        {
            Phase = live ? "Live" : "Idle",
            Playback = new() { Url = "https://abcdef.us-east-1.playback.live-video.net/api/video/v1/us-east-1.123456789012.channel.Ab1Cd2.m3u8" },
            Ingest = new() { Endpoint = "abcdef.global-contribute.live-video.net" },
            StreamKeySecretRef = new() { Name = Secret },
            Stream = live ? new() { Id = StreamId, Health = "HEALTHY", StartedAt = At } : null,
            Resources = new() { Provider = "production", ChannelArn = "arn:aws:ivs:us-east-1:123456789012:channel/Ab1Cd2", StreamKeyArn = Secret },
        },
    };

    public static ArchiveSplit Split(SplitSectionState second = SplitSectionState.Completed) => new()
    {
        Metadata = Metadata("talks", "7c1d2e90-0b1c-4a57-8a57-9f3f4c2a6d02"),
        Spec = new()
        {
            StreamRef = new() { Name = "event" },
            Sections =
            [
                new() { Start = SessionTime.Of(0), End = SessionTime.Of(600), Title = "Welcome" },
                new() { Start = SessionTime.Of(600), End = SessionTime.Of(1800) },
            ],
        },
        Status = new()
        {
            Phase = "Splitting",
            SectionCount = 2,
            SectionsDone = second == SplitSectionState.Completed ? 2 : 1,
            StartedAt = At.AddMinutes(-2),
            CompletedAt = second == SplitSectionState.Completed ? At : null,
            Provider = "production",
            SessionId = SessionId,
            ArchivePath = Archive,
            OutputPath = $"{Archive}/talks",
            Sections =
            [
                Section(0, "Welcome", SplitSectionState.Completed, 0, 600),
                Section(1, null, second, 600, 1800) with { Message = second == SplitSectionState.Failed ? $"403 of https://joe:{Secret}@s3.example.com/a.ts?X-Amz-Signature={Secret}" : null },
            ],
        },
    };

    public static VideoAsset Asset(VideoAssetState state = VideoAssetState.Ready, PlaybackPolicy policy = PlaybackPolicy.Public) => new()
    {
        Metadata = Metadata("talk", "a3b9c8d7-5e6f-4a1b-8c2d-3e4f5a6b7c03"),
        Spec = new()
        {
            ProviderRef = new() { Name = "videos" },
            Source = new() { Url = $"https://joe:{Secret}@media.example.com/talk.mp4?X-Amz-Signature={Secret}" },
            PlaybackPolicy = policy,
            Title = "Ein Gespräch",
            Description = "Recorded in <Zürich> & \"elsewhere\" 😀",
            Chapters = [new() { StartSeconds = 0, Title = "Opening" }, new() { StartSeconds = 61.5, EndSeconds = 120, Title = "Talk" }, new() { StartSeconds = 120, Title = "Questions" }],
            Metadata = new Dictionary<string, string> { ["speaker"] = "Ada", ["room"] = "2" },
        },
        Status = new()
        {
            State = state,
            Error = state == VideoAssetState.Errored ? $"cannot fetch https://joe:{Secret}@media.example.com/talk.mp4?X-Amz-Signature={Secret}: 403" : null,
            Provider = "videos",
            Creation = new() { Token = Secret },
            Upload = new() { Id = "upload-1", Token = Secret, SecretName = Secret },
            AssetId = "asset-1",
            ReadyAt = state == VideoAssetState.Ready ? At : null,
            Playback = state == VideoAssetState.Ready ? new() { Id = "play-1", Url = "https://stream.example.com/play-1.m3u8", SecretName = Secret, KeyId = Secret } : null,
            ThumbnailUrl = state == VideoAssetState.Ready ? "https://image.example.com/play-1/thumbnail.jpg?time=5&width=640" : null,
            Media = state != VideoAssetState.Ready ? null : new()
            {
                DurationSeconds = 3723.5,
                Duration = "1h2m3s",
                Resolution = "1920x1080",
                FrameRate = 29.97,
                Bitrate = 4_800_000,
                Bytes = 2_234_100_000,
                Format = "mp4",
                VideoCodec = "h264",
                AudioCodec = "aac",
            },
        },
    };

    private static V1ObjectMeta Metadata(string name, string uid) => new()
    {
        Name = name,
        NamespaceProperty = "demo",
        Uid = uid,
        Generation = 3,
        CreationTimestamp = At.AddHours(-1).UtcDateTime,
        Labels = new Dictionary<string, string> { ["team"] = "stage", ["app.kubernetes.io/part-of"] = "conference" },
        Annotations = new Dictionary<string, string> { [Annotations.Resume] = Secret },
    };

    private static SplitSectionStatus Section(int position, string? title, SplitSectionState state, double from, double to) => new()
    {
        Position = position,
        Title = title,
        State = state,
        StartSeconds = from,
        EndSeconds = to,
        OutputUrl = $"{Archive}/talks/index_{position}.mp4",
        PlaylistUrl = $"{Archive}/talks/index_{position}.m3u8",
        DurationSeconds = state == SplitSectionState.Completed ? to - from : null,
        Bytes = state == SplitSectionState.Completed ? 187_500_000 : null,
        Method = state == SplitSectionState.Completed ? "EdgesEncoded" : null,
        CompletedAt = state == SplitSectionState.Completed ? At : null,
        Attempts = 1,
        JobId = Secret,
    };
}
