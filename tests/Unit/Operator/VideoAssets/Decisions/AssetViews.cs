using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;
using Onair.Operator.ExternalResources;
using Onair.Operator.VideoAssets.Decisions;
using Onair.VideoActions.Answers;

namespace Onair.Tests.Unit.Operator.VideoAssets.Decisions;

/// <summary>Assets to decide about.</summary>
internal static class AssetViews
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    /// <summary>A direct upload that nothing was done for yet.</summary>
    public static VideoAssetView Direct { get; } = New(new() { DirectUpload = new() });

    /// <summary>One whose upload waits, with its URL in the Secret.</summary>
    public static VideoAssetView Uploading { get; } = Direct with
    {
        Status = new()
        {
            Provider = "mux",
            State = VideoAssetState.Waiting,
            Creations = 1,
            Upload = new() { Id = "up-1", Token = "uid/1", ExpiresAt = Now.AddMinutes(5), SecretName = "talk-upload" },
        },
        UploadSecret = new(null, "up-1"),
        Upload = Answer(UploadState.Waiting),
    };

    /// <summary>A URL that nothing was done for yet.</summary>
    public static VideoAssetView Url { get; } = New(new() { Url = "https://media.example.com/talk.mp4" }) with { Source = new SourceView.Ready() };

    /// <summary>One that the service works on.</summary>
    public static VideoAssetView Preparing { get; } = Url with { Status = new() { Provider = "mux", State = VideoAssetState.Preparing, Creations = 1, AssetId = "asset-1" } };

    /// <summary>One that plays.</summary>
    public static VideoAssetView Playing { get; } = Preparing with { Status = Preparing.Status with { State = VideoAssetState.Ready, Playback = new() { Id = "play-1" } }, Proven = Proven() };

    public static VideoAssetView Signed(this VideoAssetView asset) => asset with { Spec = asset.Spec with { PlaybackPolicy = PlaybackPolicy.Signed }, SignedFor = "key/7d" };

    public static Seen<UploadAnswer> Answer(UploadState state, string? assetId = null, string? url = null) =>
        new(new(state, url, assetId, state == UploadState.Errored ? "no video" : null), Own, Owned<VideoItem>.By(Own, VideoItem.Upload, "up-1"));

    public static Seen<AssetAnswer> Answer(AssetState state, string? playbackId = "play-1") =>
        new(new(state, playbackId, state == AssetState.Errored ? "no video" : null, new()), Own, Owned<VideoItem>.By(Own, VideoItem.Asset, "asset-1"));

    public static ProvenPlayback Proven(string playbackId = "play-1") => new(Owned<VideoItem>.By(Own, VideoItem.Asset, "asset-1")!, playbackId);

    private static CreationToken Own => new(TokenOwner.Own);

    private static VideoAssetView New(VideoSourceSpec source) => new()
    {
        Spec = new() { ProviderRef = new() { Name = "mux" }, Source = source },
        Status = new(),
        Now = Now,
        HasFinalizer = true,
    };
}
