using Onair.Api.VideoAssets;
using Onair.Operator;
using Onair.Operator.Reconciliation;
using Onair.Operator.VideoAssets;
using Onair.Operator.VideoAssets.Decisions;
using Onair.Operator.VideoAssets.Status;
using Onair.Operator.VideoServices;
using Onair.Tests.Unit.Operator.VideoAssets.Decisions;

namespace Onair.Tests.Unit.Docs.Readiness;

internal static class VideoAssetReadiness
{
    public static IReadOnlyDictionary<Situation, ReadinessCase> Cases { get; } = new Dictionary<Situation, ReadinessCase>
    {
        [Situation.WrongToken] = Of("the service refuses the provider's token", "there is no video", false, AssetViews.Url, Error(VideoErrorKind.AccessDenied, "CreateAsset: the service answered 401: invalid credentials")),
        [Situation.WrongOrigin] = Of(
            "the host of `spec.source.url` does not exist", "there is no video", false,
            AssetViews.Url with { Source = new SourceView.Waits("SourceUnknown", "spec.source.url: host \"media.example.com\" cannot be resolved (HostNotFound).") }),
        [Situation.MissingSecret] = Of("the Secret of the provider does not exist", "there is no video", false, AssetViews.Url with { ProviderProblem = Broken.Secret }),
        [Situation.UnlabeledSecret] = Of("the Secret of the provider lacks the label", "there is no video", false, AssetViews.Url with { ProviderProblem = Broken.Unlabeled }),
        [Situation.NoRoute] = Of("the service cannot be reached", "there is no video", false, AssetViews.Preparing, Error(VideoErrorKind.Unavailable, "GetAsset: the service cannot be reached")),
        [Situation.Quota] = Of("the service refuses more assets", "there is no video", false, AssetViews.Url, Error(VideoErrorKind.Rejected, "CreateAsset: the service answered 400: the plan allows 10 assets")),
        [Situation.EncoderAway] = Of(
            "nobody uploads until the URL expires", "there is no video", false,
            AssetViews.Uploading with { Status = AssetViews.Uploading.Status with { State = VideoAssetState.TimedOut, Upload = AssetViews.Uploading.Status.Upload! with { SecretName = null } } }),
        [Situation.ProviderAway] = Of("the service is away when the video is ready", "the video plays", true, AssetViews.Playing with { LookFailed = true }),
    };

    private static RoundEnd Error(VideoErrorKind kind, string message)
    {
        var asset = new VideoAsset { Metadata = new() { Uid = "uid", Name = "talk", NamespaceProperty = "demo" } };
        var round = new VideoAssetRound(asset, VideoAssetRound.Begun(asset, new OperatorOptions(), lookIsDue: true, Broken.Now), TimeProvider.System);
        var reconciler = new VideoAssetReconciler(null!, null!, null!, new OperatorOptions(), TimeProvider.System);
        return reconciler.OnError(new VideoServiceException(kind, message), new VideoAssetStep.GetAsset(), round) switch
        {
            StepError.Ends ends => ends.End,
            StepError.Retries { Recorded: { } recorded } => recorded,
            var other => throw new InvalidOperationException($"{other}"),
        };
    }

    private static ReadinessCase Of(string what, string truth, bool works, VideoAssetView view, RoundEnd? end = null) =>
        new(what, truth, works, AssetConditions.After(view.Status, view, end ?? DecideVideoAsset.Next(view).End(), 1).Conditions);
}
