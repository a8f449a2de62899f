using Onair.Api.Common;
using Onair.Api.VideoAssets;
using Onair.Events.Transitions;

namespace Onair.Tests.Unit.Events.Transitions;

public sealed class AssetAnnouncementsTests
{
    private static readonly VideoAssetStatus Waiting = new() { State = VideoAssetState.Waiting };

    private static readonly VideoAssetStatus Uploading = Waiting with
    {
        Upload = new() { Id = "up-1", Token = "uid/1", SecretName = "talk-upload", ExpiresAt = new(2026, 11, 21, 11, 0, 0, TimeSpan.Zero) },
    };

    private static readonly VideoAssetStatus Playing = Uploading with
    {
        State = VideoAssetState.Ready,
        AssetId = "asset-1",
        Playback = new() { Id = "play-1", Url = "https://stream.example.com/play-1.m3u8", KeyId = "key-1" },
        Media = new() { Duration = "1m2s" },
    };

    /// <summary>Status before and after → what is told.</summary>
    public static TheoryData<object, object, string[]> Cases => new()
    {
        { Waiting, Waiting, [] },
        { Waiting, Uploading, ["Normal UploadCreated: The URL to upload to is in Secret \"talk-upload\" until 2026-11-21T11:00:00Z."] },
        { Uploading, Uploading with { AssetId = "asset-1", State = VideoAssetState.Preparing }, ["Normal AssetCreated: The service is preparing the video: asset asset-1."] },
        { Playing with { State = VideoAssetState.Preparing }, Playing, ["Normal Ready: The video plays at https://stream.example.com/play-1.m3u8, 1m2s long."] },
        { Uploading, Uploading with { State = VideoAssetState.TimedOut }, ["Warning UploadTimedOut: Nothing was uploaded in time."] },
        { Uploading, Uploading with { State = VideoAssetState.Cancelled }, ["Normal UploadCancelled: The upload was canceled."] },
        { Playing, Playing with { State = VideoAssetState.Errored, Error = "Asset asset-1 no longer exists", Conditions = Stalled("Errored", "gone") }, ["Warning Errored: Asset asset-1 no longer exists."] },
        { Playing, Playing with { Playback = Playing.Playback! with { KeyId = "key-2" } }, ["Normal KeyRotated: The tokens are signed with key key-2 instead of key-1."] },
        {
            Playing, Playing with { NewUpload = "2" },
            ["Warning NewUploadIgnored: The annotation onair.dev/new-upload has no effect: the video exists. To upload another one, create another VideoAsset."]
        },
        { Waiting, Waiting with { Conditions = Stalled("Invalid", "spec.source: must") }, ["Warning Invalid: spec.source: must"] },
        { Waiting with { Conditions = Stalled("Invalid", "spec.source: must") }, Waiting with { Conditions = Stalled("Invalid", "spec.source: must") }, [] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_transition_is_told_once(object before, object after, string[] expected) =>
        AssetChanges.Between((VideoAssetStatus)before, (VideoAssetStatus)after).Select(c => c.Announcement).OfType<Announcement>().Select(e => $"{e.Type} {e.Reason}: {e.Message}").ShouldBe(expected);

    private static Condition[] Stalled(string reason, string message) => [new() { Type = ConditionTypes.Stalled, Status = ConditionStatus.True, Reason = reason, Message = message }];
}
