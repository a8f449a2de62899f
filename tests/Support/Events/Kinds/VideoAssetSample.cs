using Onair.Api.Common;
using Onair.Api.VideoAssets;
using Onair.Events;
using Onair.Events.Kinds;
using Onair.Events.Transitions;

namespace Onair.Tests.Support;

/// <summary>The sample of each event of a VideoAsset.</summary>
internal sealed class VideoAssetSample : SampleKind
{
    public override string Kind => "VideoAsset";

    public override PendingEvent Of(string type, long sequence)
    {
        var transition = new Transition(type);
        var asset = SampleResources.Asset(type switch
        {
            EventTypes.VideoAssetWaiting => VideoAssetState.Waiting,
            EventTypes.VideoAssetPreparing => VideoAssetState.Preparing,
            EventTypes.VideoAssetErrored => VideoAssetState.Errored,
            _ => VideoAssetState.Ready,
        });
        return SampleEvents.Of(transition, asset.Metadata, "videoassets", sequence, VideoAssetEventKind.Definition.Data(asset, transition, SampleResources.At));
    }
}

internal static partial class SampleResources
{
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
}
