using Onair.Api.HlsBroadcasts;
using Onair.Operator;
using Onair.Operator.HlsBroadcasts;
using Onair.Operator.HlsBroadcasts.Decisions;
using Onair.Operator.HlsBroadcasts.Folders;
using Onair.Operator.HlsBroadcasts.Status;
using Onair.Operator.HlsBroadcasts.Viewers;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Docs.Readiness;

internal static class HlsBroadcastReadiness
{
    public static IReadOnlyDictionary<Situation, ReadinessCase> Cases { get; } = new Dictionary<Situation, ReadinessCase>
    {
        [Situation.WrongToken] = Of(
            "STS refuses the provider's credentials", "the encoder gets no credentials", false, Running with { Playlists = null },
            HlsBroadcastErrors.EndOf(Broken.Credentials, new HlsBroadcastStep.IssueCredentials(), Running, ready: false)),
        [Situation.MissingSecret] = Of("the Secret of the provider does not exist", "the encoder gets no credentials", false, Running with { Playlists = null, ProviderProblem = Broken.Secret }),
        [Situation.UnlabeledSecret] = Of(
            "the Secret of the provider lacks the label", "the encoder gets no credentials", false, Running with { Playlists = null, ProviderProblem = Broken.Unlabeled }),
        [Situation.WrongOrigin] = Of("the policy of the bucket lets nobody read", "viewers get 403", false, Running with { Reach = At("https://broadcasts.s3.eu-central-1.amazonaws.com/hls/keynote") }, new Settle()),
        [Situation.NoRoute] = Of("the host of the URL is known only in the cluster", "viewers cannot connect", false, Running with { Reach = At("http://emulator:8080/broadcasts/hls/keynote") }, new Settle()),
        [Situation.EncoderAway] = Of("the encoder has uploaded nothing for a minute", "viewers see nothing new", false, Running with { Playlists = Stale }, new Settle()),
        [Situation.ProviderAway] = Of(
            "S3 has not answered for two minutes", "nobody knows", false, Running with { Playlists = null, Now = Broken.Now.AddMinutes(2) },
            DecideSilence.Of(Running with { Now = Broken.Now.AddMinutes(2) }, Broken.Now, what: "folder")),
    };

    private static ViewerReach At(string url) => BucketReach.Of(new(url), null, new S3Location("broadcasts", "hls/keynote"), "index.m3u8");

    private static PlaylistView Stale => new([new("hls/index.m3u8", "e", Broken.Now.AddMinutes(-1), HasEnded: false, CanEnd: true)], HasObjects: true, IsWhole: false);

    private static HlsBroadcastView Running => new()
    {
        Uid = "uid",
        Spec = new() { ProviderRef = new() { Name = "aws" }, State = HlsBroadcastState.Running },
        SecretName = "keynote-upload",
        Now = Broken.Now,
        Status = new()
        {
            Folder = "s3://broadcasts/hls/keynote",
            StartedAt = Broken.Now.AddHours(-1),
            Credentials = new() { SecretName = "keynote-upload", SessionName = "onair-uid-1", RoleArn = "role", LiveUntil = Broken.Now.AddHours(1) },
        },
    };

    private static ReadinessCase Of(string what, string truth, bool works, HlsBroadcastView view, RoundEnd? end = null) =>
        new(what, truth, works, BroadcastConditions.After(view, end ?? DecideHlsBroadcast.Next(view).End(), "https://d.example.com/index.m3u8", 1).Conditions);
}
