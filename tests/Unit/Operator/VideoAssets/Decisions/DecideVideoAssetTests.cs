using Onair.Api.Common;
using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;
using Onair.Operator.Reconciliation;
using Onair.Operator.VideoAssets.Decisions;
using static Onair.Tests.Unit.Operator.VideoAssets.Decisions.AssetViews;

namespace Onair.Tests.Unit.Operator.VideoAssets.Decisions;

public sealed class DecideVideoAssetTests
{
    private static readonly VideoAssetView CreatingSince = Direct with { Status = new() { Creations = 1, Creation = new() { Token = "uid/1", At = Now.AddSeconds(-15) } } };

    /// <summary>What is known → what is done next.</summary>
    public static TheoryData<string, object, string> Cases => new()
    {
        { "paused", Direct with { Paused = true, HasFinalizer = false }, "Wait Paused" },
        { "new", Direct with { HasFinalizer = false }, "AddFinalizer" },
        { "invalid", Direct with { Violations = [new("spec.source", null, "must")] }, "Stall Invalid" },
        { "no provider", Direct with { ProviderProblem = new("ProviderMissing", "not there") }, "Wait ProviderMissing" },
        { "nothing yet", Direct, "BeginCreation" },
        { "intent recorded just now", CreatingSince with { CreationIsFresh = true }, "CreateUpload" },
        { "intent of before, too young", CreatingSince with { Status = new() { Creation = new() { Token = "uid/1", At = Now.AddSeconds(-14) } } }, "Wait Creating" },
        { "intent of before", CreatingSince, "FindCreated" },
        { "nothing was made", CreatingSince with { Found = [] }, "BeginCreation" },
        { "it was made", CreatingSince with { Found = ["up-1"] }, "AdoptCreated up-1" },
        { "a service that finds nothing", CreatingSince with { CanFind = false }, "BeginCreation" },
        { "upload not seen", Uploading with { Upload = null }, "GetUpload" },
        { "upload waits, Secret not seen", Uploading with { UploadSecret = null }, "LookAtUploadSecret" },
        { "Secret of another", Uploading with { UploadSecret = new("taken", null) }, "Stall SecretTaken" },
        { "Secret is gone", Uploading with { UploadSecret = new(null, null), UploadUrl = "https://u" }, "WriteUploadSecret https://u" },
        { "Secret of the upload before", Uploading with { UploadSecret = new(null, "up-0"), UploadUrl = "https://u" }, "WriteUploadSecret https://u" },
        { "written, not recorded", Uploading with { Status = Uploading.Status with { Upload = Uploading.Status.Upload! with { SecretName = null } }, UploadUrl = "https://u" }, "WriteUploadSecret https://u" },
        { "the URL is lost", Uploading with { UploadSecret = new(null, null) }, "CancelUpload" },
        { "the URL is lost, cancelled", Uploading with { UploadSecret = new(null, null), CancelSent = true }, "StartOver" },
        { "waits for the client", Uploading, "Wait WaitingForUpload" },
        { "uploaded", Uploading with { Upload = Answer(UploadState.AssetCreated, "asset-1") }, "RecordAsset asset-1" },
        { "uploaded, id unknown", Uploading with { Upload = Answer(UploadState.AssetCreated) }, "Wait Preparing" },
        { "no video", Uploading with { Upload = Answer(UploadState.Errored) }, "RecordEnd Errored no video" },
        { "ran out", Uploading with { Upload = Answer(UploadState.TimedOut) }, "RecordEnd TimedOut" },
        { "cancelled elsewhere", Uploading with { Upload = Answer(UploadState.Cancelled) }, "RecordEnd Cancelled" },
        { "not found in time", Uploading with { Upload = new(null) }, "RecordNotFound" },
        { "not found in time, recorded", Missing(Uploading, 1, 0) with { Upload = new(null), NotFoundIsRecorded = true }, "Wait NotFound" },
        { "dropped in time", Missing(Uploading, 3, 30) with { Upload = new(null) }, "RecordEnd Cancelled" },
        { "found again in time", Missing(Uploading, 3, 30), "RecordFound" },
        { "dropped after its time", Uploading with { Upload = new(null), Now = Now.AddMinutes(5) }, "RecordEnd TimedOut" },
        { "section not cut", Url with { Source = new SourceView.Waits("WaitingForSection", "not yet") }, "Wait WaitingForSection" },
        { "section failed", Url with { Source = new SourceView.Wrong("SectionFailed", "broken") }, "Stall SectionFailed" },
        { "URL", Url, "BeginCreation" },
        { "URL, intent recorded just now", Url with { CreationIsFresh = true, Status = new() { Creation = new() { Token = "uid/1", At = Now } } }, "CreateAsset" },
        { "asset not seen", Preparing, "GetAsset" },
        { "the upload's Secret is of no use", Preparing with { Status = Preparing.Status with { Upload = Uploading.Status.Upload } }, "RemoveUploadSecret" },
        { "preparing", Preparing with { Asset = Answer(AssetState.Preparing) }, "Wait Preparing" },
        { "asset errored", Preparing with { Asset = Answer(AssetState.Errored) }, "RecordEnd Errored no video" },
        { "asset not found", Preparing with { Asset = new(null) }, "RecordNotFound" },
        { "asset not found, recorded", Missing(Preparing, 1, 0) with { Asset = new(null), NotFoundIsRecorded = true }, "Wait NotFound" },
        { "asset not found for long, but only once", Missing(Preparing, 1, 3_600) with { Asset = new(null) }, "RecordNotFound" },
        { "asset not found often, but not for long", Missing(Preparing, 3, 29) with { Asset = new(null) }, "Wait NotFound" },
        { "asset gone", Missing(Preparing, 3, 30) with { Asset = new(null) }, "RecordEnd Errored Asset asset-1 no longer exists" },
        { "asset found again", Missing(Preparing, 2, 20) with { Asset = Answer(AssetState.Preparing) }, "RecordFound" },
        { "ready, playback unknown", Preparing with { Asset = Answer(AssetState.Ready, null) }, "Wait Preparing" },
        { "ready, file unknown", Preparing with { Asset = Answer(AssetState.Ready) }, "InspectAsset" },
        { "ready", Preparing with { Asset = Answer(AssetState.Ready), Inspected = new() }, "RecordReady" },
        { "ready, nobody tells of files", Preparing with { Asset = Answer(AssetState.Ready), CanInspect = false }, "RecordReady" },
        { "signed, ready", SignedReady, "RecordPlayback" },
        { "signed, ready, another playback id", SignedReady with { Status = SignedReady.Status with { Playback = new() { Id = "play-0" } } }, "RecordPlayback" },
        { "signed, ready, not proven", SignedReady with { Status = PlaybackKnown, Proven = null }, "RecordReady" },
        { "signed, ready, Secret not seen", SignedReady with { Status = PlaybackKnown }, "LookAtPlaybackSecret" },
        { "signed, ready, Secret of another", SignedReady with { Status = PlaybackKnown, PlaybackSecret = new("taken", null) }, "Stall SecretTaken" },
        { "signed, ready, no tokens", SignedReady with { Status = PlaybackKnown, PlaybackSecret = new(null, null) }, "WritePlaybackSecret" },
        { "signed, ready, tokens are fresh", Tokens(1) with { Status = Tokens(1).Status with { State = VideoAssetState.Preparing }, Asset = Answer(AssetState.Ready), Inspected = new() }, "RecordReady" },
        { "plays", Playing, "Settle" },
        { "plays, long not seen", Playing with { LookIsDue = true }, "GetAsset" },
        { "plays, seen", Playing with { LookIsDue = true, Asset = Answer(AssetState.Ready) }, "Settle" },
        { "plays, not found", Playing with { LookIsDue = true, Asset = new(null) }, "RecordNotFound" },
        { "plays, not found, recorded", Missing(Playing, 1, 0) with { Asset = new(null), NotFoundIsRecorded = true }, "Settle" },
        { "plays, not found before", Missing(Playing, 1, 3), "GetAsset" },
        { "plays, not found again", Missing(Playing, 1, 3) with { Asset = new(null) }, "RecordNotFound" },
        { "plays, found again", Missing(Playing, 3, 20) with { Asset = Answer(AssetState.Ready) }, "RecordFound" },
        { "plays, not found before, the service is away", Missing(Playing, 1, 3) with { LookFailed = true }, "Settle" },
        { "plays no more", Missing(Playing, 3, 30) with { Asset = new(null) }, "RecordEnd Errored Asset asset-1 no longer exists" },
        { "lost", Lost, "GetAsset" },
        { "lost, not found", Lost with { Asset = new(null) }, "Stall Errored" },
        { "lost, turned up", Lost with { Asset = Answer(AssetState.Ready) }, "RecordFound" },
        { "lost, retry", Lost with { Retry = "1" }, "GetAsset" },
        { "lost, retry, turned up", Lost with { Retry = "1", Asset = Answer(AssetState.Ready) }, "RecordFound" },
        { "lost, retry, turned up in preparation", Lost with { Retry = "1", Asset = Answer(AssetState.Preparing) }, "RecordFound" },
        { "lost, retry, not found", Lost with { Retry = "1", Asset = new(null) }, "StartOver" },
        { "lost, a new upload, turned up", Failed("2") with { Asset = Answer(AssetState.Ready) }, "RecordFound" },
        { "plays, the service is away", Playing with { LookIsDue = true, LookFailed = true }, "Settle" },
        { "plays, long not seen, Secret not seen", Playing.Signed() with { LookIsDue = true }, "LookAtPlaybackSecret" },
        { "plays, long not seen, tokens to be renewed", Tokens(0) with { LookIsDue = true }, "WritePlaybackSecret" },
        { "plays, long not seen, tokens are fresh", Tokens(1) with { LookIsDue = true }, "GetAsset" },
        { "plays, long not seen, Secret of another", Playing.Signed() with { LookIsDue = true, PlaybackSecret = new("taken", null) }, "GetAsset" },
        { "plays, with wrong chapters", Playing with { Violations = [new("spec.chapters[0]", "9", "must")] }, "Stall Invalid" },
        { "plays by another playback id", Playing with { LookIsDue = true, Asset = Answer(AssetState.Ready, "play-2"), Inspected = new() }, "RecordReady" },
        { "plays, tokens to be renewed, not proven", Tokens(0) with { Proven = null }, "GetAsset" },
        { "plays, tokens to be renewed, another playback id proven", Tokens(0) with { Proven = Proven("play-2") }, "GetAsset" },
        { "plays, tokens to be renewed, not proven, the service is away", Tokens(0) with { Proven = null, LookFailed = true }, "Settle" },
        { "plays, Secret not seen", Playing.Signed(), "LookAtPlaybackSecret" },
        { "plays, no Secret", Playing.Signed() with { PlaybackSecret = new(null, null) }, "WritePlaybackSecret" },
        { "plays, Secret of another", Playing.Signed() with { PlaybackSecret = new("taken", null) }, "Stall SecretTaken" },
        { "plays, Secret of another key", Playing.Signed() with { PlaybackSecret = new(null, "former/7d", Now.AddDays(1)) }, "WritePlaybackSecret" },
        { "plays, tokens to be renewed", Tokens(0), "WritePlaybackSecret" },
        { "plays, tokens are fresh", Tokens(1), "Settle" },
        { "plays, tokens to be renewed, wrong chapters", Tokens(0) with { Violations = [new("spec.chapters[0]", "9", "must")] }, "WritePlaybackSecret" },
        { "over", Over(VideoAssetState.TimedOut), "RemoveUploadSecret" },
        { "over, Secret gone", Gone(Over(VideoAssetState.TimedOut)), "Stall UploadTimedOut" },
        { "cancelled", Gone(Over(VideoAssetState.Cancelled)), "Stall UploadCancelled" },
        { "errored", Gone(Over(VideoAssetState.Errored)), "Stall Errored" },
        { "a new upload is asked for", Uploading with { NewUpload = "2", Upload = null }, "GetUpload" },
        { "a new upload, the former waits", Uploading with { NewUpload = "2" }, "CancelUpload" },
        { "a new upload, the former is being ended", Uploading with { NewUpload = "2", CancelSent = true }, "Wait Cancelling" },
        { "a new upload, the former cannot be ended", Uploading with { NewUpload = "2", CanCancel = false }, "StartOver" },
        { "a new upload, the former has just become a video", Uploading with { NewUpload = "2", Upload = Answer(UploadState.AssetCreated, "asset-1") }, "RecordAsset asset-1" },
        { "a new upload, the former is over", Over(VideoAssetState.TimedOut) with { NewUpload = "2" }, "StartOver" },
        { "a new upload that there is already", Uploading with { NewUpload = "2", Status = Uploading.Status with { NewUpload = "2" } }, "Wait WaitingForUpload" },
        { "a new upload, there is a video", Playing with { NewUpload = "2" }, "RecordAnnotations" },
        { "a new upload, the former video is errored", Failed("2"), "GetAsset" },
        { "a new upload, the former video is there", Failed("2") with { Asset = Answer(AssetState.Errored) }, "DeleteAsset" },
        { "a new upload, the former video is not found", Failed("2") with { Asset = new(null) }, "RecordNotFound" },
        { "a new upload, the former video is deleted", Failed("2") with { Asset = new(null), EndIsAccepted = true }, "StartOver" },
        { "cancel", Uploading with { CancelUpload = "1" }, "CancelUpload" },
        { "cancelled", Uploading with { CancelUpload = "1", CancelSent = true, Upload = Answer(UploadState.Cancelled) }, "RecordEnd Cancelled" },
        { "cancel, nothing to cancel", Playing with { CancelUpload = "1" }, "RecordAnnotations" },
        { "retry", Preparing with { Status = Preparing.Status with { State = VideoAssetState.Errored }, Retry = "1" }, "GetAsset" },
        { "retry, gone", Preparing with { Status = Preparing.Status with { State = VideoAssetState.Errored }, Retry = "1", Asset = new(null), EndIsAccepted = true }, "StartOver" },
    };

    /// <summary>What is known of an asset that is being deleted → what is done next.</summary>
    public static TheoryData<string, object, string> Deletions => new()
    {
        { "no finalizer", Playing with { HasFinalizer = false }, "Settle" },
        { "nothing was made", Direct, "RemoveFinalizer" },
        { "Retain", Playing with { Spec = Playing.Spec with { DeletionPolicy = DeletionPolicy.Retain } }, "RemoveFinalizer" },
        { "no provider", Playing with { ProviderProblem = new("ProviderMissing", "not there.") }, "Wait ProviderMissing" },
        { "invalid", Playing with { Violations = [new("spec.source", null, "must")] }, "GetAsset" },
        { "a creation too young to be found", CreatingSince with { Status = new() { Creation = new() { Token = "uid/1", At = Now } } }, "Wait Creating" },
        { "a creation", CreatingSince, "FindCreated" },
        { "a creation that made something", CreatingSince with { Found = ["up-1"] }, "AdoptCreated up-1" },
        { "a creation that made nothing", CreatingSince with { Found = [] }, "ForgetCreation" },
        { "an upload that is not found", Uploading with { Upload = new(null) }, "RecordNotFound" },
        { "an upload that is not found, recorded", Missing(Uploading, 1, 0) with { Upload = new(null), CancelSent = true, NotFoundIsRecorded = true }, "Wait NotFound" },
        { "an upload that cannot be cancelled and is not found", Uploading with { Upload = new(null), CanCancel = false }, "RecordNotFound" },
        { "an upload that is not found often", Missing(Uploading, 3, 30) with { Upload = new(null), CancelSent = true }, "RemoveFinalizer" },
        { "an upload that was cancelled", Uploading with { Upload = new(null), CancelSent = true, EndIsAccepted = true }, "RemoveFinalizer" },
        { "an upload that had ended and is not found", Over(VideoAssetState.TimedOut) with { Upload = new(null) }, "RemoveFinalizer" },
        { "an upload", Uploading with { Upload = null }, "GetUpload" },
        { "an upload that waits", Uploading, "CancelUpload" },
        { "an upload that waits on", Uploading with { CancelSent = true }, "Wait Deleting" },
        { "an upload that cannot be cancelled", Uploading with { CanCancel = false }, "Wait Deleting" },
        { "an upload that cannot be cancelled and has run out", Uploading with { CanCancel = false, Now = Now.AddMinutes(5) }, "RemoveFinalizer" },
        { "an upload that has just become a video", Uploading with { Upload = Answer(UploadState.AssetCreated, "asset-1") }, "RecordAsset asset-1" },
        { "an upload that is cancelled", Uploading with { Upload = Answer(UploadState.Cancelled) }, "RemoveFinalizer" },
        { "an asset", Playing, "GetAsset" },
        { "an asset that is there", Playing with { Asset = Answer(AssetState.Ready) }, "DeleteAsset" },
        { "an asset that is still there", Playing with { Asset = Answer(AssetState.Ready), DeleteSent = true }, "Wait Deleting" },
        { "an asset that is gone", Playing with { Asset = new(null), DeleteSent = true, EndIsAccepted = true }, "RemoveFinalizer" },
        { "an asset that is gone since the round before", Playing with { Asset = new(null), EndIsAccepted = true }, "RemoveFinalizer" },
        { "an asset that is not found", Playing with { Asset = new(null) }, "RecordNotFound" },
        { "an asset that is not found, recorded", Missing(Playing, 1, 0) with { Asset = new(null), DeleteSent = true, NotFoundIsRecorded = true }, "Wait NotFound" },
        { "an asset that is not found twice", Missing(Playing, 1, 10) with { Asset = new(null), DeleteSent = true }, "RecordNotFound" },
        { "an asset that is not found often, but not for long", Missing(Playing, 3, 29) with { Asset = new(null), DeleteSent = true }, "Wait NotFound" },
        { "an asset that is not found often", Missing(Playing, 3, 30) with { Asset = new(null), DeleteSent = true }, "RemoveFinalizer" },
        { "an asset that appears again", Missing(Playing, 3, 30) with { Asset = Answer(AssetState.Ready) }, "DeleteAsset" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decides_the_next_step_from_the_known_state(string known, object asset, string expected) =>
        Text(DecideVideoAsset.Next((VideoAssetView)asset)).ShouldStartWith(expected, customMessage: known);

    [Theory]
    [MemberData(nameof(Deletions))]
    public void A_deleted_asset_leaves_nothing_at_the_service(string known, object asset, string expected) =>
        Text(DecideVideoAsset.Next((VideoAssetView)asset with { Deleting = true })).ShouldStartWith(expected, customMessage: known);

    private static VideoAssetView Lost => Missing(Preparing with { Status = Preparing.Status with { State = VideoAssetState.Errored } }, 3, 60);

    private static VideoAssetView Missing(VideoAssetView asset, int answers, double seconds) =>
        asset with { Status = asset.Status with { NotFound = new() { Since = Now.AddSeconds(-seconds), Answers = answers } } };

    private static VideoAssetView SignedReady => Preparing.Signed() with { Asset = Answer(AssetState.Ready), Proven = Proven(), Inspected = new() };

    private static VideoAssetStatus PlaybackKnown => SignedReady.Status with { Playback = new() { Id = "play-1" } };

    private static VideoAssetView Tokens(double hours) => Playing.Signed() with
    {
        PlaybackSecret = new(null, "key/7d", Now.AddHours(hours)),
        Status = Playing.Status with { Playback = new() { Id = "play-1", TokenExpiresAt = Now.AddDays(2) } },
    };

    private static VideoAssetView Over(VideoAssetState state) => Uploading with { Status = Uploading.Status with { State = state }, Upload = null };

    private static VideoAssetView Gone(VideoAssetView asset) => asset with { Status = asset.Status with { Upload = asset.Status.Upload! with { SecretName = null } } };

    private static VideoAssetView Failed(string newUpload) =>
        Uploading with { NewUpload = newUpload, Status = Uploading.Status with { State = VideoAssetState.Errored, AssetId = "asset-1" } };

    private static string Text(ReconcileStep step) => step switch
    {
        Wait wait => $"Wait {wait.Reason}",
        Stall stall => $"Stall {stall.Reason}",
        VideoAssetStep.AdoptCreated adopt => $"AdoptCreated {adopt.Id}",
        VideoAssetStep.RecordAsset record => $"RecordAsset {record.AssetId}",
        VideoAssetStep.RecordEnd end => $"RecordEnd {end.State} {end.Error}".TrimEnd(),
        VideoAssetStep.WriteUploadSecret write => $"WriteUploadSecret {write.Url}",
        _ => step.GetType().Name,
    };
}
